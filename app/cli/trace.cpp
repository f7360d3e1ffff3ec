// SPDX-License-Identifier: MIT
#include "app/cli/clientchains.h"
#include "app/cli/curlmanners.h"
#include "app/cli/expectation.h"
#include "app/cli/format.h"
#include "app/cli/requestoptions.h"
#include "app/cli/requestvariables.h"
#include "app/cli/sessionstore.h"
#include "app/cli/traceprogress.h"

#include "formats/write/tabletext.h"
#include "http/completedurl.h"
#include "net/collection.h"
#include "net/network.h"
#include "net/pastedtrace.h"
#include "net/tracer.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

bool isQuiet(const QCommandLineParser &parser)
{
    return parser.isSet(u"quiet"_s);
}

QString readContent(const QCommandLineParser &parser, const QByteArray &input, TraceRequest &request)
{
    const bool file = parser.isSet(u"data-file"_s);
    if (file && parser.isSet(u"data"_s))
        return u"use either -d or --data-file"_s;
    if (file && parser.value(u"data-file"_s).isEmpty())
        return u"--data-file takes the name of a file"_s;
    if (file) {
        const Result<RequestContent> content = fileContent(parser.value(u"data-file"_s));
        if (!content)
            return content.error;
        request.content = *content;
        request.method = "POST";
    }
    if (const QString error = readCurlManners(parser, input, request); !error.isEmpty())
        return error;
    if (parser.isSet(u"request"_s))
        request.method = parser.value(u"request"_s).toUtf8();
    return {};
}

/// What to write when the scheme that was guessed leads nowhere; empty if there is nothing to say.
QString schemeAdvice(const QString &typedUrl, const Trace &trace)
{
    if (typedUrl.isEmpty() || !gotNoResponse(trace))
        return {};
    const Result<CompletedUrl> url = completedUrl(typedUrl);
    if (!url || !url->isGuess())
        return {};
    const QString other = url->other.section(u':', 0, 0);
    return u"%1 had no scheme: if the server speaks %2, write %2://%1"_s.arg(url->name, other);
}

Result<TraceRequest> savedRequest(const QCommandLineParser &parser)
{
    const QString path = parser.value(u"request-file"_s);
    const Result<SavedRequest> saved = readRequestFile(path, path + u": "_s);
    return saved ? Result<TraceRequest>(withFilesFrom(QFileInfo(path).absolutePath(), saved->request))
                 : Result<TraceRequest>::failure(saved.error);
}

/// The URL with a scheme; which one it got is said.
Result<TraceRequest> typedRequest(const QCommandLineParser &parser, const QString &typedUrl)
{
    const Result<CompletedUrl> url = completedUrl(typedUrl);
    if (url && url->isGuess() && !isQuiet(parser))
        printError(url->note);
    return url ? Result<TraceRequest>(TraceRequest{.url = url->url}) : Result<TraceRequest>::failure(url.error);
}

Result<TraceRequest> pastedRequest(const QCommandLineParser &parser)
{
    const Result<PastedRequest> pasted = parsePasted(parser.value(u"curl"_s));
    if (!pasted)
        return Result<TraceRequest>::failure(pasted.error);
    for (const QString &note : pasted->notes)
        printError(u"--curl: "_s + note);
    return traceRequestOf(*pasted, {});
}

/// --curl and --request-file take the place of the URL, which is empty then; the other options of the command line come
/// on top of it.
Result<TraceRequest> readBeginning(const QCommandLineParser &parser, const QString &typedUrl)
{
    const bool hasFile = parser.isSet(u"request-file"_s);
    if (typedUrl.isEmpty() && !hasFile && !parser.isSet(u"curl"_s))
        return Result<TraceRequest>::failure(u"a URL is missing; write: hopscope-cli trace URL"_s);
    if (hasFile && (!typedUrl.isEmpty() || parser.isSet(u"curl"_s)))
        return Result<TraceRequest>::failure(u"--request-file already has a URL; leave out the other one"_s);
    if (!typedUrl.isEmpty() && parser.isSet(u"curl"_s))
        return Result<TraceRequest>::failure(u"--curl already has a URL; leave out the other one"_s);
    Result<TraceRequest> beginning = hasFile              ? savedRequest(parser)
                                     : typedUrl.isEmpty() ? pastedRequest(parser)
                                                          : typedRequest(parser, typedUrl);
    if (beginning && parser.isSet(u"client"_s))
        (*beginning).client = parser.value(u"client"_s);
    return beginning;
}

/// What is sent, and the values of secret variables in it.
struct Prepared {
    QString typedUrl; ///< as on the command line; empty where something else begins
    ReadyRequest ready;
    QList<QByteArray> secrets;
};

/// `input` is what standard input has, where it is asked for.
Result<Prepared> readRequest(const QCommandLineParser &parser, const Clients &clients, const QString &typedUrl,
                             const QByteArray &input)
{
    const Result<TraceRequest> beginning = readBeginning(parser, typedUrl);
    if (!beginning)
        return Result<Prepared>::failure(beginning.error);
    TraceRequest request = *beginning;
    const Result<Headers> headers = headersOf(parser);
    if (!headers)
        return Result<Prepared>::failure(headers.error);
    request.headers.fields += headers->fields;
    if (parser.isSet(u"bearer"_s))
        request.headers.append("Authorization", "Bearer " + parser.value(u"bearer"_s).toUtf8());
    request.cookieEngine = request.cookieEngine || parser.isSet(u"session"_s);
    request.hsts = request.hsts || parser.isSet(u"session"_s);
    if (parser.isSet(u"no-cookies"_s) && parser.isSet(u"cookie-file"_s))
        return Result<Prepared>::failure(u"use either --no-cookies or --cookie-file"_s);
    for (const QString &error : {readOptions(parser, request), readContent(parser, input, request)}) {
        if (!error.isEmpty())
            return Result<Prepared>::failure(error);
    }
    const Result<ClientPointer> client = clients.named(request.client);
    if (!client)
        return Result<Prepared>::failure(client.error);
    request.ownClient = *client;
    const Result<ResolvedRequest> resolved = resolvedRequest(parser, request);
    if (!resolved)
        return Result<Prepared>::failure(resolved.error);
    const Result<ReadyRequest> ready = prepare(resolved->request);
    return ready ? Result<Prepared>(Prepared{typedUrl, *ready, resolved->secrets})
                 : Result<Prepared>::failure(ready.error);
}

/// A trace, and what the client knows after it.
struct Traced {
    Trace trace;
    ClientMemory memory;
};

Traced traced(Network &network, const ReadyRequest &ready, bool quiet)
{
    Tracer tracer(network, ready);
    const TraceProgress progress(tracer, quiet);
    Traced result;
    QObject::connect(&tracer, &Tracer::finished, &tracer, [&](const Trace &trace) {
        result = {trace, tracer.memory()};
        QCoreApplication::exit();
    });
    onInterrupt(&tracer, [&tracer] { tracer.cancel(); });
    tracer.start();
    QCoreApplication::exec();
    return result;
}

/// None where everything is to be seen.
std::optional<RedactionOptions> shownWith(const QCommandLineParser &parser, const RedactionOptions &redaction)
{
    return parser.isSet(u"no-redact"_s) ? std::nullopt : std::optional(redaction);
}

/// Says what is wrong with a trace, which has to be `shown` so, and what its exit code is.
int reportEnd(const Prepared &request, const Trace &trace, const Trace &shown,
              const std::optional<RedactionOptions> &redaction)
{
    // What is not as expected tells more than how the chain ended.
    const std::optional<int> unexpected = reportExpectations(trace, request.ready.request.expectations, {}, redaction);
    const int code = unexpected.value_or(exitCodeOf(shown.outcome.kind));
    if (code != kExitOk && !unexpected)
        printError(outcomeText(shown.outcome));
    if (const QString advice = schemeAdvice(request.typedUrl, trace); !advice.isEmpty())
        printError(advice);
    return code;
}

} // namespace

void describeTrace(CommandParser &parser)
{
    parser.addPositionalArgument(
        u"URL"_s,
        u"URL where the chain begins; http or https, which is used first where none is given. Of several each "
        "is traced, one after the other."_s);
    parser.addOptions({
        {u"curl"_s, u"Send the request of a curl command or of a raw HTTP request, instead of a URL."_s, u"TEXT"_s},
        {u"request-file"_s, u"Send the saved request of FILE, instead of a URL."_s, u"FILE"_s},
        {{u"X"_s, u"request"_s}, u"Method. Default: GET, or POST with a body."_s, u"METHOD"_s},
        {{u"H"_s, u"header"_s}, u"Header field to send; may be repeated."_s, u"Name: value"_s},
        {u"data-file"_s, u"File to send as the body, byte for byte; it may be of any length."_s, u"FILE"_s},
        {u"client"_s, u"Client to imitate; \"hopscope-cli clients\" lists them. Default: browser."_s, u"ID"_s,
         u"browser"_s},
        {u"clients"_s,
         u"Send the request as each of these clients and print the chains side by side; \"stack\" stands for the "
         "clients of your stack."_s,
         u"ID,ID"_s},
        {u"session"_s, u"Visit again: use what FILE knows (cookies, HSTS, stored redirects), and keep it there."_s,
         u"FILE"_s},
        {u"bearer"_s, u"Send \"Authorization: Bearer TOKEN\"."_s, u"TOKEN"_s},
    });
    describeCurlManners(parser);
    describeVariables(parser);
    describeOptions(parser);
    describeFormat(parser);
}

int runTrace(const QCommandLineParser &parser, const Clients &clients)
{
    QStringList urls = urlsOf(parser);
    if (urls.isEmpty())
        urls.append(QString());
    const Result<QByteArray> input = inputOfCurlManners(parser);
    if (!input)
        return usageError(input.error);
    QList<Prepared> requests;
    QList<QByteArray> secrets;
    for (const QString &url : std::as_const(urls)) {
        const Result<Prepared> request = readRequest(parser, clients, url, *input);
        if (!request)
            return usageError(request.error);
        requests.append(*request);
        secrets = request->secrets;
    }
    const RedactionOptions redaction{parser.values(u"redact"_s), secrets};
    if (parser.isSet(u"clients"_s)) {
        if (parser.isSet(u"session"_s))
            return usageError(u"--session is of one client; leave out --clients"_s);
        if (parser.isSet(u"format"_s) || parser.isSet(u"output"_s) || parser.isSet(u"client"_s))
            return usageError(u"--clients prints only a table; leave out --client, --format and -o"_s);
        if (requests.size() > 1)
            return usageError(u"--clients takes one URL"_s);
        return runClientChains(requests.first().ready, clients, parser.value(u"clients"_s),
                               shownWith(parser, redaction));
    }
    TraceOutput output(parser);
    output.hide(secrets);
    for (const QString &error : {output.open(), output.check(requests.size())}) {
        if (!error.isEmpty())
            return usageError(error);
    }
    SessionStore session(parser.value(u"session"_s), parser.isSet(u"no-redact"_s));
    if (const QString error = session.open(); !error.isEmpty())
        return usageError(error);
    Network network;
    ClientMemory memory = session.memory();
    QList<Trace> traces;
    for (Prepared &request : requests) {
        request.ready.request.memory = memory;
        const Traced result = traced(network, request.ready, isQuiet(parser));
        // Without a session each URL is the first that a user asks for.
        if (parser.isSet(u"session"_s))
            memory = result.memory;
        traces.append(result.trace);
        if (result.trace.outcome.kind == OutcomeKind::Canceled)
            break;
    }
    const QList<Trace> shown = output.shown(traces);
    if (const int code = output.write(shown); code != kExitOk)
        return code;
    if (const int code = session.keep(memory, redaction); code != kExitOk)
        return code;
    int code = kExitOk;
    for (qsizetype i = 0; i < traces.size(); ++i) {
        const int ending = reportEnd(requests[i], traces[i], shown[i], shownWith(parser, redaction));
        code = code == kExitOk ? ending : code;
    }
    return code;
}

} // namespace hopscope::cli
