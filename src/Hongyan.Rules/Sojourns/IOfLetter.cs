using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A record of what became of a letter of transfer.</summary>
public interface IOfLetter
{
    /// <summary>The letter; nothing in records that do not name it.</summary>
    Guid? Letter { get; }

    /// <summary>Whether a record is about a letter, as far as both are named.</summary>
    internal static bool IsSame(CaseEvent happened, Guid? letter) => (happened as IOfLetter)?.Letter is not { } own || letter is null || own == letter;
}
