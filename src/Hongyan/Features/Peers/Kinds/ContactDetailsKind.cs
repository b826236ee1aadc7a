using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>Who keeps in touch with him on the side that writes.</summary>
internal sealed class ContactDetailsKind() : TellingKind<ContactPersonNamed>("contact-details")
{
    public override IReadOnlyList<BodyField> Fields => [new("contact", BodyValue.Name, true)];

    public override SojournEvent? Becomes(JudgedMessage judged) => new ContactPersonNamed
    {
        On = judged.On, By = judged.Shared!.Side == Data.KeptShared.Home ? Side.Host : Side.Home, Person = judged.Text("contact")!.Trim(),
    };

    protected override object? Tells(ContactPersonNamed named, TellingNames names) =>
        named.By == names.Side && named.Person is { } person ? new { Contact = person } : null;
}
