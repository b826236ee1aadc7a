using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Hongyan.Documents;

/// <summary>A sheet as the answer to a request, written while it is read.</summary>
/// <param name="name">Name of the file without its ending; any language.</param>
public sealed class XlsxFile(Sheet sheet, string name) : ActionResult
{
    public override Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = XlsxWriter.ContentType;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(Printable.Name(name) + ".xlsx");
        response.Headers.ContentDisposition = disposition.ToString();
        return XlsxWriter.WriteAsync(sheet, response.Body, context.HttpContext.RequestAborted);
    }
}
