using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Binders;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace Hongyan.Platform;

/// <summary>What somebody typed is never cut: what is too long is refused whole, and he is told by how much.</summary>
internal static class TypedText
{
    /// <summary>A line break counts as one character, as the browser counts it.</summary>
    public static int LengthOf(string text) => text.Length - text.AsSpan().Count("\r\n");

    /// <summary>The sentence when it is too long; nothing when it is not.</summary>
    public static string? TooLong(string? text, int longest) => text is not null && LengthOf(text) is var length && length > longest
        ? string.Format(CultureInfo.CurrentCulture, TextBook.Whole.Find(TextBook.SharedFolder, "invalid.longer")!, longest, length - longest)
        : null;

    /// <summary>Line breaks of texts as one character, whatever the browser sent.</summary>
    internal sealed class Binding : IModelBinderProvider
    {
        public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
            context.Metadata.ModelType == typeof(string)
                ? new Binder(new SimpleTypeModelBinder(typeof(string), context.Services.GetRequiredService<ILoggerFactory>()))
                : null;
    }

    /// <summary>What an attribute for the length says.</summary>
    internal sealed class Sentences : IValidationAttributeAdapterProvider
    {
        private readonly ValidationAttributeAdapterProvider usual = new();

        public IAttributeAdapter? GetAttributeAdapter(ValidationAttribute attribute, IStringLocalizer? stringLocalizer) =>
            attribute is StringLengthAttribute length ? new Sentence(length, stringLocalizer) : usual.GetAttributeAdapter(attribute, stringLocalizer);
    }

    private sealed class Binder(IModelBinder usual) : IModelBinder
    {
        public async Task BindModelAsync(ModelBindingContext bindingContext)
        {
            await usual.BindModelAsync(bindingContext);
            if (bindingContext.Result is { IsModelSet: true, Model: string text } && text.Contains('\r', StringComparison.Ordinal))
                bindingContext.Result = ModelBindingResult.Success(text.ReplaceLineEndings("\n"));
        }
    }

    private sealed class Sentence(StringLengthAttribute attribute, IStringLocalizer? localizer)
        : AttributeAdapterBase<StringLengthAttribute>(attribute, localizer)
    {
        public override void AddValidation(ClientModelValidationContext context)
        {
            // the browser is not asked to check: it counts, and the server refuses
        }

        public override string GetErrorMessage(ModelValidationContextBase validationContext) =>
            TooLong((validationContext as ModelValidationContext)?.Model as string, Attribute.MaximumLength)
            ?? GetErrorMessage(validationContext.ModelMetadata, validationContext.ModelMetadata.GetDisplayName(),
                Attribute.MaximumLength, Attribute.MinimumLength);
    }
}
