using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.SetUp;

/// <summary>What a new installation needs before work begins, each step with the page on which the reader can do it.</summary>
public sealed class FirstSteps(HongyanDb db, Actor actor)
{
    private const string Import = "/Import?";

    private static readonly (string Name, string Role, string Address, Func<Reached, bool> IsDone)[] All =
    [
        ("audit", Roles.Security, "/Account/New", reached => reached.HasAudit),
        ("system", Roles.Security, "/Account/New", reached => reached.HasSystem),
        ("department", Roles.Security, "/Account/New", reached => reached.HasDepartment),
        ("organizations", Roles.Department, Import + "kind=organizations", reached => reached.HasOrganizations),
        ("members", Roles.Department, Import + "kind=members", reached => reached.HasMembers),
        ("staff", Roles.Security, "/Account/New", reached => reached.HasStaff),
        ("numbers", Roles.Department, "/Certificates/Ranges", reached => reached.HasNumbers),
    ];

    /// <summary>All steps in their order; none once every step is done, or for who takes no part in them.</summary>
    public async Task<IReadOnlyList<Step>> ToShowAsync(CancellationToken cancellation)
    {
        if (actor.Role is not (Roles.Security or Roles.Department))
            return [];
        var reached = await db.Database.SqlQuery<Reached>($"""
            select has_audit as "HasAudit", has_system as "HasSystem", has_department as "HasDepartment", has_organizations as "HasOrganizations",
                   has_members as "HasMembers", has_staff as "HasStaff", has_numbers as "HasNumbers"
            from first_steps()
            """).SingleAsync(cancellation);
        var steps = All.Select(step => new Step(step.Name, step.IsDone(reached), step.Role == actor.Role ? step.Address : null)).ToList();
        return steps.TrueForAll(step => step.IsDone) ? [] : steps;
    }

    /// <param name="Address">Where the reader can do it; nothing when another does.</param>
    public sealed record Step(string Name, bool IsDone, string? Address)
    {
        /// <summary>Where he gets the empty roster that he fills in for it.</summary>
        public string? Template => Address?.StartsWith(Import, StringComparison.Ordinal) != true ? null
            : Import + "handler=Template&" + Address[Import.Length..];
    }

    private sealed record Reached
    {
        public required bool HasAudit { get; init; }
        public required bool HasSystem { get; init; }
        public required bool HasDepartment { get; init; }
        public required bool HasOrganizations { get; init; }
        public required bool HasMembers { get; init; }
        public required bool HasStaff { get; init; }
        public required bool HasNumbers { get; init; }
    }
}
