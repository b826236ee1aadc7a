using Hongyan.Data;
using Hongyan.Features.Meetings;
using Hongyan.Features.Shared;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Education;

/// <summary>The floating members of a branch and what they learnt this year, beside the hours a year should have.</summary>
public sealed class IndexModel(HongyanDb db, OwnBranches branches, Policies policies, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Org { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Year { get; set; }

    public int ThisYear { get; } = ChinaDate.Today(clock).Year;

    public IReadOnlyList<OwnBranch> Choices { get; private set; } = [];

    public OwnBranch Branch { get; private set; } = null!;

    public int Hours { get; private set; }

    public IReadOnlyList<Learner> Learners { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Choices = await branches.AllAsync(cancellation);
        if ((Org is null ? Choices is [var first, ..] ? first : null : await branches.FindAsync(Org, cancellation)) is not { } branch)
            return NotFound();
        (Branch, Org) = (branch, branch.Path);
        Year = Year is >= 2000 and <= 2099 ? Year : ThisYear;
        Hours = (await policies.AtAsync(branch.Path, cancellation)).Get(Parameters.EducationHoursPerYear, ChinaDate.Today(clock));
        Learners = await Learning.OfAsync(db, branch.Path, Year.Value, ChinaDate.Today(clock), cancellation);
        return Page();
    }
}
