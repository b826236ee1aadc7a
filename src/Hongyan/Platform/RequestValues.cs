using System.Globalization;
using System.Reflection;
using Hongyan.Rules.Calendar;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Hongyan.Platform;

/// <summary>Reads days and numbers of requests, within what pages can count with: no day at the end of the calendar, no number that overflows.</summary>
internal static class RequestValues
{
    public const int MostNumber = 1_000_000;
    public const string DayForm = "yyyy-MM-dd";

    /// <summary>More than an address or a form can hold, so that their own limits count and not an exception.</summary>
    private const int MostOfCollection = 20_000;


    public static void Use(MvcOptions options)
    {
        options.MaxModelBindingCollectionSize = MostOfCollection;
        options.ModelBinderProviders.Insert(0, new Binders());
        options.ModelMetadataDetailsProviders.Add(new EmptyStrings());
    }

    public static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text.Trim(), DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day >= KnownDays.First
            && day <= KnownDays.Last;

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out number) && Math.Abs((long)number) <= MostNumber;

    /// <summary>A text that cannot be null, also in a list, stays empty when nothing is typed.</summary>
    private sealed class EmptyStrings : IDisplayMetadataProvider
    {
        public void CreateDisplayMetadata(DisplayMetadataProviderContext context)
        {
            if (context.Key.ModelType != typeof(string)) return;
            var isInList = context.Key.MetadataKind == ModelMetadataKind.Type;
            if (isInList || (context.Key.PropertyInfo is { } property && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.NotNull))
                context.DisplayMetadata.ConvertEmptyStringToNull = false;
        }
    }

    private sealed class Binders : IModelBinderProvider
    {
        private static readonly Binder<DateOnly> Days = new(TryDay);
        private static readonly Binder<int> Numbers = new(TryNumber);

        public IModelBinder? GetBinder(ModelBinderProviderContext context) => context.Metadata.UnderlyingOrModelType switch
        {
            var type when type == typeof(DateOnly) => Days,
            var type when type == typeof(int) => Numbers,
            _ => null,
        };
    }

    private delegate bool Try<T>(string text, out T value);

    private sealed class Binder<T>(Try<T> read) : IModelBinder
        where T : struct
    {
        public Task BindModelAsync(ModelBindingContext context)
        {
            var given = context.ValueProvider.GetValue(context.ModelName);
            if (given == ValueProviderResult.None) return Task.CompletedTask;
            context.ModelState.SetModelValue(context.ModelName, given);
            var (text, messages) = (given.FirstValue ?? "", context.ModelMetadata.ModelBindingMessageProvider);
            if (read(text, out var value))
                context.Result = ModelBindingResult.Success(value);
            else if (!string.IsNullOrWhiteSpace(text))
                context.ModelState.TryAddModelError(context.ModelName, messages.AttemptedValueIsInvalidAccessor(text, context.ModelName));
            else if (context.ModelMetadata.IsReferenceOrNullableType)
                context.Result = ModelBindingResult.Success(null);
            else
                context.ModelState.TryAddModelError(context.ModelName, messages.ValueMustNotBeNullAccessor(text));
            return Task.CompletedTask;
        }
    }
}
