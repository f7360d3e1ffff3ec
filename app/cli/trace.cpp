// SPDX-License-Identifier: MIT
#include "app/cli/clientchains.h"
#include "app/cli/format.h"
#include "app/cli/sessionstore.h"

#include "redirect/authchoice.h"

#include "formats/write/tabletext.h"
#include "net/network.h"
#include "net/pastedtrace.h"
#include "net/tracer.h"

#include <QCoreApplication>

#include <limits>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double kMaxTimeoutSeconds = 86'400;
constexpr qint64 kMaxBodyLimit = qint64(1) << 40;

QString readSeconds(const QCommandLineParser &parser, const QString &option, int &milliseconds)
{
    if (!parser.isSet(option))
        return {};
    bool isNumber = false;
    const double seconds = parser.value(option).toDouble(&isNumber);
    if (!isNumber || !(seconds >= 0.001) || seconds > kMaxTimeoutSeconds)
        return u"--%1 takes seconds from 0.001 to %2, not \"%3\""_s.arg(option, QString::number(kMaxTimeoutSeconds),
                                                                        parser.value(option));
    milliseconds = int(seconds * 1000);
    return {};
}

/// Each reads a group of options into `request`; the error is one sentence, empty when all is well.
QString readNumbers(const QCommandLineParser &parser, TraceRequest &request)
{
    if (parser.isSet(u"max-hops"_s)) {
        const Result<qint64> hops = numberOf(parser, u"max-hops"_s, 0, std::numeric_limits<int>::max());
        if (!hops)
            return hops.error;
        request.maxHops = int(*hops);
    }
    if (parser.isSet(u"body-limit"_s)) {
        const Result<qint64> limit = numberOf(parser, u"body-limit"_s, 0, kMaxBodyLimit);
        if (!limit)
            return limit.error;
        request.bodyLimit = *limit;
    }
    for (const auto &[option, milliseconds] :
         {std::pair{u"timeout"_s, &request.timeoutMs}, std::pair{u"connect-timeout"_s, &request.wait.connectMs},
          std::pair{u"first-byte-timeout"_s, &request.wait.firstByteMs},
          std::pair{u"idle-timeout"_s, &request.wait.idleMs}}) {
        if (const QString error = readSeconds(parser, option, *milliseconds); !error.isEmpty())
            return error;
    }
    return {};
}

QString readContent(const QCommandLineParser &parser, TraceRequest &request)
{
    const bool text = parser.isSet(u"data"_s);
    const bool file = parser.isSet(u"data-file"_s);
    if (text && file)
        return u"use either -d or --data-file"_s;
    if (file && parser.value(u"data-file"_s).isEmpty())
        return u"--data-file takes the name of a file"_s;
    if (text || file) {
        const Result<RequestContent> content =
            file ? fileContent(parser.value(u"data-file"_s)) : RequestContent{parser.value(u"data"_s).toUtf8(), {}};
        if (!content)
            return content.error;
        request.content = *content;
        request.method = "POST";
    }
    if (parser.isSet(u"request"_s))
        request.method = parser.value(u"request"_s).toUtf8();
    return {};
}

QString readConnection(const QCommandLineParser &parser, TraceRequest &request)
{
    request.insecure = request.insecure || parser.isSet(u"insecure"_s);
    if (parser.isSet(u"ca-file"_s))
        request.caFile = parser.value(u"ca-file"_s);
    if (parser.isSet(u"cert"_s))
        request.certificateFile = parser.value(u"cert"_s);
    request.http2 = request.http2 || parser.isSet(u"http2"_s);
    const std::optional<QString> proxy =
        parser.isSet(u"proxy"_s) ? std::optional(parser.value(u"proxy"_s)) : std::nullopt;
    return readRoute(proxy, parser.values(u"resolve"_s), request);
}

QString readCredentials(const QCommandLineParser &parser, TraceRequest &request)
{
    if (parser.isSet(u"user"_s))
        request.userPassword = parser.value(u"user"_s).toUtf8();
    if (!parser.isSet(u"auth"_s))
        return {};
    const std::optional<AuthChoice> choice = authChoice(parser.value(u"auth"_s));
    if (!choice)
        return u"--auth takes one of %1, not \"%2\""_s.arg(authChoiceIds().join(u", "_s), parser.value(u"auth"_s));
    request.auth = *choice;
    return {};
}

/// --curl takes the place of the URL; the other options of the command line come on top of it.
Result<TraceRequest> readBeginning(const QCommandLineParser &parser)
{
    TraceRequest request;
    const bool hasUrl = !parser.positionalArguments().isEmpty();
    if (!hasUrl && !parser.isSet(u"curl"_s))
        return Result<TraceRequest>::failure(u"a URL is missing; write: hopscope-cli trace URL"_s);
    if (hasUrl && parser.isSet(u"curl"_s))
        return Result<TraceRequest>::failure(u"--curl already has a URL; leave out the other one"_s);
    if (hasUrl) {
        request.url = parser.positionalArguments().first();
        request.client = parser.value(u"client"_s);
        return request;
    }
    const Result<PastedRequest> pasted = parsePasted(parser.value(u"curl"_s));
    if (!pasted)
        return Result<TraceRequest>::failure(pasted.error);
    for (const QString &note : pasted->notes)
        printError(u"--curl: "_s + note);
    Result<TraceRequest> traced = traceRequestOf(*pasted, request);
    if (traced && parser.isSet(u"client"_s))
        (*traced).client = parser.value(u"client"_s);
    return traced;
}

Result<ReadyRequest> readRequest(const QCommandLineParser &parser, const Clients &clients)
{
    const Result<TraceRequest> beginning = readBeginning(parser);
    if (!beginning)
        return Result<ReadyRequest>::failure(beginning.error);
    TraceRequest request = *beginning;
    request.cookies = !parser.isSet(u"no-cookies"_s);
    if (parser.isSet(u"cookie-file"_s)) {
        request.cookieFile = parser.value(u"cookie-file"_s);
        request.cookieFileMayMiss = false;
    }
    if (const QString error = readCredentials(parser, request); !error.isEmpty())
        return Result<ReadyRequest>::failure(error);
    const Result<Headers> headers = headersOf(parser);
    if (!headers)
        return Result<ReadyRequest>::failure(headers.error);
    request.headers.fields += headers->fields;
    if (parser.isSet(u"bearer"_s))
        request.headers.append("Authorization", "Bearer " + parser.value(u"bearer"_s).toUtf8());
    request.cookieEngine = request.cookieEngine || parser.isSet(u"cookies"_s) || parser.isSet(u"session"_s);
    request.hsts = request.hsts || parser.isSet(u"hsts"_s) || parser.isSet(u"session"_s);
    if (parser.isSet(u"no-cookies"_s) && parser.isSet(u"cookie-file"_s))
        return Result<ReadyRequest>::failure(u"use either --no-cookies or --cookie-file"_s);
    for (const auto read : {readNumbers, readContent, readConnection}) {
        if (const QString error = read(parser, request); !error.isEmpty())
            return Result<ReadyRequest>::failure(error);
    }
    const Result<ClientPointer> client = clients.named(request.client);
    if (!client)
        return Result<ReadyRequest>::failure(client.error);
    request.ownClient = *client;
    return prepare(request);
}

/// A trace, and what the client knows after it.
struct Traced {
    Trace trace;
    ClientMemory memory;
};

Traced traced(const ReadyRequest &ready)
{
    Network network;
    Tracer tracer(network, ready);
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

} // namespace

void describeTrace(QCommandLineParser &parser)
{
    parser.addPositionalArgument(u"URL"_s, u"URL where the chain begins; http or https."_s);
    parser.addOptions({
        {u"curl"_s, u"Send the request of a curl command or of a raw HTTP request, instead of a URL."_s, u"TEXT"_s},
        {{u"X"_s, u"request"_s}, u"Method. Default: GET, or POST with a body."_s, u"METHOD"_s},
        {{u"H"_s, u"header"_s}, u"Header field to send; may be repeated."_s, u"Name: value"_s},
        {{u"d"_s, u"data"_s}, u"Body to send."_s, u"TEXT"_s},
        {u"data-file"_s, u"File to send as the body."_s, u"FILE"_s},
        {u"client"_s, u"Client to imitate; \"hopscope-cli clients\" lists them. Default: browser."_s, u"ID"_s,
         u"browser"_s},
        {u"clients"_s, u"Send the request as each of these clients and print the chains side by side."_s, u"ID,ID"_s},
        {u"max-hops"_s, u"Follow at most N redirects. Default: the client's own limit."_s, u"N"_s},
        {u"insecure"_s, u"Continue even if a certificate cannot be trusted."_s},
        {u"ca-file"_s, u"Trust the certificates in FILE (PEM)."_s, u"FILE"_s},
        {u"cert"_s, u"Client certificate and its key, both in FILE (PEM)."_s, u"FILE"_s},
        {u"http2"_s, u"Offer HTTP/2 to https servers."_s},
        {u"proxy"_s, u"Use a proxy: http://host:port, socks5://host:port, or none. Default: the system's."_s, u"URL"_s},
        {u"resolve"_s, u"Connect to address A for host H and port P; may be repeated."_s, u"H:P:A"_s},
        {u"timeout"_s, u"Seconds for the whole trace. Default: 120."_s, u"S"_s},
        {u"connect-timeout"_s, u"Seconds for name lookup, connection and TLS of one request. Default: 10."_s, u"S"_s},
        {u"first-byte-timeout"_s, u"Seconds until a server begins to answer. Default: 30."_s, u"S"_s},
        {u"idle-timeout"_s, u"Seconds of silence in the middle of a response. Default: 30."_s, u"S"_s},
        {u"body-limit"_s, u"Bytes to keep of each body. Default: 1048576."_s, u"BYTES"_s},
        {u"no-cookies"_s, u"Neither store nor send cookies."_s},
        {u"cookie-file"_s, u"Start with the cookies in FILE (Netscape format)."_s, u"FILE"_s},
        {u"cookies"_s, u"Keep cookies even if the client keeps none by default (curl -b '')."_s},
        {u"session"_s, u"Visit again: use what FILE knows (cookies, HSTS, stored redirects), and keep it there."_s,
         u"FILE"_s},
        {u"hsts"_s, u"Keep hosts that want https, for a client that needs an option for it (curl --hsts)."_s},
        {{u"u"_s, u"user"_s}, u"User name and password for a server that asks for them."_s, u"USER:PASSWORD"_s},
        {u"auth"_s, u"How they are sent: default (as the client does), basic, digest or any."_s, u"HOW"_s,
         u"default"_s},
        {u"bearer"_s, u"Send \"Authorization: Bearer TOKEN\"."_s, u"TOKEN"_s},
    });
    describeFormat(parser);
}

int runTrace(const QCommandLineParser &parser, const Clients &clients)
{
    Result<ReadyRequest> request = readRequest(parser, clients);
    if (!request)
        return usageError(request.error);
    if (parser.isSet(u"clients"_s)) {
        if (parser.isSet(u"session"_s))
            return usageError(u"--session is of one client; leave out --clients"_s);
        if (parser.isSet(u"format"_s) || parser.isSet(u"output"_s) || parser.isSet(u"client"_s))
            return usageError(u"--clients prints only a table; leave out --client, --format and -o"_s);
        return runClientChains(*request, clients, parser.value(u"clients"_s), parser.isSet(u"no-redact"_s));
    }
    TraceOutput output(parser);
    if (const QString error = output.open(); !error.isEmpty())
        return usageError(error);
    SessionStore session(parser.value(u"session"_s), parser.isSet(u"no-redact"_s));
    if (const QString error = session.open(); !error.isEmpty())
        return usageError(error);
    (*request).request.memory = session.memory();
    const Traced result = traced(*request);
    const QList<Trace> traces = output.shown({result.trace});
    if (const int code = output.write(traces); code != kExitOk)
        return code;
    if (const int code = session.keep(result.memory); code != kExitOk)
        return code;
    const int code = exitCodeOf(traces.first().outcome.kind);
    if (code != kExitOk)
        printError(outcomeText(traces.first().outcome));
    return code;
}

} // namespace hopscope::cli
