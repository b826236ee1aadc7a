using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Hongyan.Data;

/// <summary>The model decrypts with the keys of an installation, so every installation has a model of its own.</summary>
internal sealed class ModelByKey : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), ((HongyanDb)context).Secrets.Mark, designTime);
}
