using Hongyan.Features.Import.Layout;

namespace Hongyan.Features.Import.Checks;

/// <summary>Reject keeps the row out, Warn lets it in and is counted, Note only tells how something was understood.</summary>
internal enum Severity { Reject, Warn, Note }

/// <summary>The codes of problems, as files and other programs know them.</summary>
internal static class ProblemCode
{
    public const string RequiredMissing = "required-missing";
    public const string IdLength = "id-length";
    public const string IdChecksum = "id-checksum";
    public const string IdSexMismatch = "id-sex-mismatch";
    public const string IdBirthdateMismatch = "id-birthdate-mismatch";
    public const string DateUnreadable = "date-unreadable";
    public const string DateInFuture = "date-in-future";
    public const string DateOrder = "date-order";
    public const string BranchUnknown = "branch-unknown";
    public const string MemberUnknown = "member-unknown";
    public const string DuplicateInFile = "duplicate-in-file";
    public const string AlreadyAway = "already-away";
    public const string PhoneFormat = "phone-format";
    public const string PostcodeFormat = "postcode-format";
    public const string KindHeld = "kind-held";
    public const string CodeUnknown = "code-unknown";
    public const string OrganizationHere = "organization-here";
    public const string SeveralEntries = "several-entries";
    public const string NationalCodeFormat = "national-code-format";
    public const string DivisionUnknown = "division-unknown";
    public const string EmailFormat = "email-format";
    public const string TextTooLong = "text-too-long";
    public const string HomeUnknown = "home-unknown";
    public const string IdentityOpen = "identity-open";
    public const string IdentityConflict = "identity-conflict";
    public const string CellError = "cell-error";
    public const string CellUncalculated = "cell-uncalculated";

    // Notes
    public const string DateMonth = "date-month";
    public const string OtherBranch = "other-branch";
    public const string OrganizationChanged = "organization-changed";
    public const string OwnOrganizationChanged = "own-organization-changed";
    public const string NameChanged = "name-changed";
    public const string BranchChanged = "branch-changed";
    public const string HomeSimilar = "home-similar";
    public const string OutsideCorrected = "outside-corrected";
    public const string DepartureCorrected = "departure-corrected";
    public const string DepartureLearned = "departure-learned";
    public const string HostChanged = "host-changed";
    public const string HomeDiffers = "home-differs";
    public const string HomeConfirmed = "home-confirmed";
}

/// <summary>
/// Something about one cell. The sentence is <c>problem.{Code}</c> or <c>problem.{Code}.{Detail}</c> in Texts.json; its arguments
/// never hold an ID number.
/// </summary>
/// <param name="Place">The number of the row, with its sheet when several are read.</param>
/// <param name="Column">Counted from 0; −1 when the sheet has no column for it.</param>
/// <param name="Title">The heading of the column.</param>
internal sealed record Problem(RosterRow In, string Place, int Column, string Title, string Code, Severity Severity, string? Detail, object[] Arguments)
{
    public int Row => In.Number;

    public string TextKey => Detail is null ? $"problem.{Code}" : $"problem.{Code}.{Detail}";
}
