using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Localization;

namespace Hongyan.Platform;

/// <summary>
/// What a form says about wrong input, in the language of the request. An attribute's ErrorMessage is a key in the texts of the
/// page's folder; without one, it is <c>invalid.required</c>, <c>invalid.range</c> … among the shared texts.
/// </summary>
internal static class FormTexts
{
    public static void Use(MvcOptions options)
    {
        options.ModelMetadataDetailsProviders.Add(new DefaultKeys());
        options.ModelBinderProviders.Insert(0, new TypedText.Binding());
        var messages = options.ModelBindingMessageProvider;
        messages.SetValueMustNotBeNullAccessor(_ => Shared("invalid.required"));
        messages.SetMissingBindRequiredValueAccessor(_ => Shared("invalid.required"));
        messages.SetMissingKeyOrValueAccessor(() => Shared("invalid.required"));
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => Shared("invalid.value"));
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Shared("invalid.value"));
        messages.SetUnknownValueIsInvalidAccessor(_ => Shared("invalid.value"));
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => Shared("invalid.value"));
        messages.SetValueIsInvalidAccessor(_ => Shared("invalid.value"));
        messages.SetValueMustBeANumberAccessor(_ => Shared("invalid.number"));
        messages.SetNonPropertyValueMustBeANumberAccessor(() => Shared("invalid.number"));
    }

    public static void Use(MvcDataAnnotationsLocalizationOptions options) =>
        options.DataAnnotationLocalizerProvider = (type, _) => new Localizer(FolderOf(type));

    private static string Shared(string key) => TextBook.Whole.Find(TextBook.SharedFolder, key) ?? key;

    /// <summary>Hongyan.Features.Import.IndexModel → Import.</summary>
    private static string FolderOf(Type type)
    {
        var parts = type.Namespace?.Split('.') ?? [];
        return parts.Length > 2 ? parts[2] : TextBook.SharedFolder;
    }

    private sealed class DefaultKeys : IValidationMetadataProvider
    {
        public void CreateValidationMetadata(ValidationMetadataProviderContext context)
        {
            foreach (var attribute in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
            {
                if (attribute.ErrorMessage is not null || attribute.ErrorMessageResourceName is not null) continue;
                attribute.ErrorMessage = attribute switch
                {
                    RequiredAttribute => "invalid.required",
                    StringLengthAttribute or MaxLengthAttribute => "invalid.length",
                    RangeAttribute => "invalid.range",
                    _ => "invalid.value",
                };
            }
        }
    }

    private sealed class Localizer(string folder) : IStringLocalizer
    {
        public LocalizedString this[string name]
        {
            get
            {
                var text = TextBook.Whole.Find(folder, name);
                return new LocalizedString(name, text ?? name, resourceNotFound: text is null);
            }
        }

        public LocalizedString this[string name, params object[] arguments] =>
            new(name, string.Format(CultureInfo.CurrentCulture, this[name].Value, arguments));

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }
}
