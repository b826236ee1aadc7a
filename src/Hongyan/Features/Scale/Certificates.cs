using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Rules.Certificates;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Scale;

/// <summary>The certificate of a stay, as its records tell it, with the signature of the town's committee.</summary>
internal static class Certificates
{
    public static void Keep(
        GenerationContext context, Member member, Sojourn sojourn, IReadOnlyList<(Guid Id, SojournEvent Happened)> records, PopulationPart population)
    {
        var book = CertificateBook.Tell(records.Where(record => SojournRecords.Book.Keeps(record.Happened, Registers.Certificates)));
        foreach (var told in book.Certificates)
        {
            var row = new KeptCertificate
            {
                MemberId = member.Id,
                Id = told.Id,
                SojournId = sojourn.Id,
                Number = told.Number,
                CommitteePath = OrganizationTree.Above(sojourn.HomePath!),
                SealedOn = told.SealedOn,
                IssuedOn = told.IssuedOn,
                ValidUntil = Validity.Until(told, book.AuditedYears, context.ProfileOf(sojourn.HomePath!)),
                PresentedOn = told.PresentedOn,
                LostOn = told.LostOn,
                ReplacedOn = told.ReplacedOn,
                WithdrawnOn = told.WithdrawnOn,
                HomePath = sojourn.HomePath!,
            };
            if (told is { SealNamesNumber: true, IsOver: false })
                Sign(context, row, member);
            population.Send(Tables.Certificate, row);
            if (row.Number is { } number)
                population.Send(Tables.Number, new CertificateNumber { Number = number, MemberId = member.Id, CertificateId = row.Id });
        }
        if (book.Certificates is [.., { IssuedOn: not null, LostOn: null } present])
            sojourn.CertificateNumber = present.Number;
    }

    private static void Sign(GenerationContext context, KeptCertificate row, Member member)
    {
        var key = context.Keys[row.CommitteePath];
        var facts = new CertificateFacts(row.Id, row.Number!, member.Name, context.Tree.NameOf(row.CommitteePath), row.CommitteePath,
            row.SealedOn!.Value, row.ValidUntil!.Value);
        row.Code = CertificateCode.Sign(facts, key.Kid, Signers.Named(key.Algorithm), context.PrivateKeys[row.CommitteePath]);
        row.KeyId = key.Kid;
    }
}
