using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Outside;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Outside;

/// <summary>
/// An organisation outside as a field of any form: words, then one of the entries found or a new one. A page binds it, shows the part <c>_Choice</c>
/// and asks <see cref="OutsideChoosing"/> for the entry when it is sent.
/// </summary>
public sealed class OutsideChoice
{
    [StringLength(OutsideInput.LongestName)]
    public string? Words { get; set; }

    /// <summary>The entry that was chosen, or <see cref="New"/>.</summary>
    public string? Chosen { get; set; }

    public string? Level { get; set; }

    [StringLength(OutsideInput.LongestNumber)]
    public string? Place { get; set; }

    [StringLength(OutsideInput.LongestText)]
    public string? RegionUnknown { get; set; }

    [StringLength(OutsideInput.LongestNumber)]
    public string? Phone { get; set; }

    public bool NoPhone { get; set; }

    public const string New = "new";

    /// <summary>No entry: the words stand alone, where the page takes them so.</summary>
    public const string InWords = "words";

    /// <summary>What was found for the words; nothing before the form was sent.</summary>
    [BindNever]
    public OutsideMatches? Found { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Words) && string.IsNullOrEmpty(Chosen);
}

/// <param name="Prefix">The name of the property that the page binds.</param>
/// <param name="WordsIn">The page's own field that holds the words; then they may stand without an entry.</param>
/// <param name="List">The id of a list of names that the page offers for the words.</param>
public sealed record OutsideChoiceView(
    OutsideChoice Choice, string Prefix, string Label, bool IsRequired = false, string? WordsIn = null, string? List = null, string? Hint = null);

/// <summary>Finds the entry behind a choice, or makes it.</summary>
public sealed class OutsideChoosing(HongyanDb db, OutsideDirectory directory, OutsideSaving saving, Texts texts)
{
    private readonly Texts words = texts.For("Outside");

    /// <summary>What the words of a choice may mean, and what they say of division and level.</summary>
    public async Task FindAsync(OutsideChoice choice, CancellationToken cancellation)
    {
        var name = Plain.Text(choice.Words ?? "");
        choice.Place = string.IsNullOrWhiteSpace(choice.Place) ? directory.PlaceOf(directory.CodeOf(name)) : choice.Place;
        choice.Level = string.IsNullOrEmpty(choice.Level) ? OutsideLevel.Of(name) : choice.Level;
        var division = string.IsNullOrWhiteSpace(choice.Place) ? null : directory.CodeOf(choice.Place);
        choice.Found = await directory.MatchAsync(
            new OutsideTraits([directory.KeyOf(name, division)], division, OutsideDirectory.Digits(choice.Phone)), except: null, cancellation);
    }

    /// <summary>
    /// The entry: the one chosen, the only equal one, or a new one. Nothing where the field is empty, or where something is left to choose or wrong,
    /// which then stands in the model state under the prefix.
    /// </summary>
    /// <param name="inWords">The words may stand without an entry: nothing has to be chosen.</param>
    public async Task<OutsideOrganization?> ResolveAsync(
        OutsideChoice choice, string prefix, ModelStateDictionary state, CancellationToken cancellation, bool inWords = false)
    {
        if (inWords && (choice.Chosen is null or "" or OutsideChoice.InWords))
        {
            if (string.IsNullOrWhiteSpace(choice.Words) || choice.Words.Length > OutsideInput.LongestName)
                return null;
            return await directory.OnlyAsync(Plain.Text(choice.Words), cancellation) is { } only
                ? await db.OutsideOrganizations.AsNoTracking().SingleAsync(one => one.Id == only, cancellation) : null;
        }
        return await EntryAsync(choice, prefix, state, cancellation);
    }

    private async Task<OutsideOrganization?> EntryAsync(OutsideChoice choice, string prefix, ModelStateDictionary state, CancellationToken cancellation)
    {
        if (Guid.TryParse(choice.Chosen, out var id))
        {
            if (await db.OutsideOrganizations.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellation) is { } chosen)
                return await directory.RootAsync(chosen, cancellation);
            state.AddModelError($"{prefix}.{nameof(choice.Words)}", words["invalid.chosen"]);
            return null;
        }
        if (string.IsNullOrWhiteSpace(choice.Words) || choice.Words.Length > OutsideInput.LongestName)
            return null;
        var name = Plain.Text(choice.Words);
        await FindAsync(choice, cancellation);
        if (choice.Found!.Here is { } here)
            return Refuse(choice, prefix, state, words["invalid.here", here]);
        if (choice.Found.Equal is [var only])
            return only;
        if (choice.Chosen != OutsideChoice.New)
            return Refuse(choice, prefix, state, words[choice.Found.IsEmpty ? "choice.none" : "choice.choose"]);
        return await MakeAsync(name, choice, prefix, state, cancellation);
    }

    private async Task<OutsideOrganization?> MakeAsync(
        string name, OutsideChoice choice, string prefix, ModelStateDictionary state, CancellationToken cancellation)
    {
        var input = new OutsideInput
        {
            Name = name, Level = choice.Level, Place = choice.Place, RegionUnknown = choice.RegionUnknown, Phone = choice.Phone, NoPhone = choice.NoPhone,
        };
        if (!state.IsValid)
            return null; // nothing is half saved: the rest of the form is put right first
        var own = new ModelStateDictionary();
        if (input.Read(directory, superior: null, own, prefix + ".", words) is not { } facts)
        {
            state.Merge(own);
            return null;
        }
        // those that were shown are those that were found for the same words, division and telephone
        var (saved, known) = await saving.AddAsync(facts, [.. choice.Found!.Similar.Select(one => one.Id)], cancellation);
        choice.Found = known;
        return saved ?? (known.Equal is [var only] ? only : Refuse(choice, prefix, state, words["choice.choose"]));
    }

    private static OutsideOrganization? Refuse(OutsideChoice choice, string prefix, ModelStateDictionary state, string sentence)
    {
        state.AddModelError($"{prefix}.{nameof(choice.Words)}", sentence);
        return null;
    }
}
