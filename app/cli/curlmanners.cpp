// SPDX-License-Identifier: MIT
#include "app/cli/curlmanners.h"

#include "app/cli/common.h"
#include "formats/paste/curloptions.h"
#include "formats/paste/curlparse.h"
#include "net/pastedtrace.h"

#include <algorithm>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

/// An option that is read as curl reads it.
struct TakenOption {
    QLatin1StringView letter; ///< empty: it has none
    QLatin1StringView name;
    QLatin1StringView value; ///< what the value is called; empty: a switch
    const char *help;
};

constexpr TakenOption kTaken[] = {
    {"d"_L1, "data"_L1, "TEXT"_L1,
     "Body to send; @FILE is what FILE has, without line ends, and @- standard input. May be repeated: & stands "
     "between."},
    {""_L1, "data-raw"_L1, "TEXT"_L1, "The same; @ is a character like others."},
    {""_L1, "data-binary"_L1, "TEXT"_L1, "The same; of a file the line ends stay."},
    {""_L1, "data-urlencode"_L1, "TEXT"_L1, "The same, encoded for a form: CONTENT, NAME=CONTENT, @FILE or NAME@FILE."},
    {""_L1, "json"_L1, "TEXT"_L1, "The same as JSON, with its Content-Type and Accept."},
    {"F"_L1, "form"_L1, "NAME=CONTENT"_L1,
     "A part of a multipart form; @FILE uploads a file. ;type= and ;filename= may follow. May be repeated."},
    {""_L1, "form-string"_L1, "NAME=CONTENT"_L1, "The same; @ and ; are characters like others."},
    {"T"_L1, "upload-file"_L1, "FILE"_L1, "Send FILE with PUT."},
    {"G"_L1, "get"_L1, ""_L1, "Put the data into the query of the URL and send GET."},
    {""_L1, "url-query"_L1, "TEXT"_L1, "Add to the query of the URL, encoded."},
    {"I"_L1, "head"_L1, ""_L1, "Send HEAD."},
    {"A"_L1, "user-agent"_L1, "NAME"_L1, "User-Agent to send instead of the client's own."},
    {"e"_L1, "referer"_L1, "URL"_L1, "Referer to send."},
    {"b"_L1, "cookie"_L1, "DATA|FILE"_L1, "Cookies to send (NAME=VALUE; NAME=VALUE), or the file to start with."},
    {"r"_L1, "range"_L1, "RANGE"_L1, "Bytes of the content to ask for, such as 0-499."},
    {""_L1, "compressed"_L1, ""_L1, "Ask for compressed content, as curl does."},
    {""_L1, "url"_L1, "URL"_L1, "Another URL to begin with."},
    {"L"_L1, "location"_L1, ""_L1, "Follow redirects, which is done anyway."},
};

/// What a user of curl would write, and what is written here.
struct OtherOption {
    QLatin1StringView letter;
    QLatin1StringView name;
    const char *use;
};

constexpr OtherOption kOther[] = {
    {"c"_L1, "cookie-jar"_L1, "--session FILE keeps cookies, HSTS and stored redirects for the next visit"},
    {"v"_L1, "verbose"_L1, "every request is shown anyway; --format raw has the bytes"},
    {"i"_L1, "include"_L1, "every response is shown anyway; --format raw has the bytes"},
    {"D"_L1, "dump-header"_L1, "--format raw -o FILE writes the bytes"},
    {"s"_L1, "silent"_L1, "--quiet prints nothing but errors"},
    {"S"_L1, "show-error"_L1, "errors are always shown"},
    {"w"_L1, "write-out"_L1, "--format json has all values"},
    {"f"_L1, "fail"_L1, "--expect 2xx fails with another status"},
    {"O"_L1, "remote-name"_L1, "-o FILE writes the trace"},
    {"K"_L1, "config"_L1, "the file config.ini has the options that always count; \"hopscope-cli --help\" says where"},
    {"q"_L1, "disable"_L1, "--no-config leaves the file config.ini out"},
    {"V"_L1, "version"_L1, "write: hopscope-cli --version"},
    {"n"_L1, "netrc"_L1, "-u USER:PASSWORD gives the password"},
    {"U"_L1, "proxy-user"_L1, "write it into the URL: -x http://USER:PASSWORD@HOST:PORT"},
    {"g"_L1, "globoff"_L1, "brackets and braces have no meaning in a URL here"},
    {"N"_L1, "no-buffer"_L1, "the trace is written when it is complete"},
    {"j"_L1, "junk-session-cookies"_L1, "\"session FILE --clear cookies\" forgets cookies"},
    {""_L1, "oauth2-bearer"_L1, "--bearer TOKEN"},
    {""_L1, "basic"_L1, "--auth basic"},
    {""_L1, "digest"_L1, "--auth digest"},
    {""_L1, "anyauth"_L1, "--auth any"},
    {""_L1, "cacert"_L1, "--ca-file FILE"},
    {""_L1, "max-redirs"_L1, "--max-hops N"},
    {""_L1, "max-time"_L1, "--timeout S"},
    {""_L1, "location-trusted"_L1, "--client curl-trusted"},
    {""_L1, "post301"_L1, "--client curl-post30x"},
    {""_L1, "post302"_L1, "--client curl-post30x"},
    {""_L1, "post303"_L1, "--client curl-post30x"},
    {""_L1, "follow"_L1, "--client curl-follow"},
    {""_L1, "http1.1"_L1, "HTTP/1.1 is spoken unless --http2 is given"},
};

const TakenOption *takenOption(const QString &name)
{
    const auto found =
        std::ranges::find_if(kTaken, [&](const TakenOption &each) { return name == each.name || name == each.letter; });
    return found == std::end(kTaken) ? nullptr : found;
}

/// What was given of the table, as arguments of curl.
struct CurlWords {
    QList<QByteArray> words;
    bool asksInput = false; ///< standard input is read
};

CurlWords givenWords(const QCommandLineParser &parser)
{
    CurlWords given;
    QHash<QLatin1StringView, qsizetype> counts;
    for (const QString &name : parser.optionNames()) {
        const TakenOption *option = takenOption(name);
        if (!option || option->name == "url"_L1)
            continue;
        given.words.append("--" + QByteArray(option->name.data(), option->name.size()));
        if (option->value.isEmpty())
            continue;
        const QByteArray value = parser.values(option->name).value(counts[option->name]++).toUtf8();
        given.words.append(value);
        given.asksInput = given.asksInput || value == "@-" || (value == "-" && option->name == "upload-file"_L1) ||
                          (value.endsWith("@-") && option->name == "data-urlencode"_L1);
    }
    return given;
}

/// `part` on top of `request`; a field that stands in `given` is not sent twice, as curl has it with -H.
void merge(const PastedRequest &pasted, const TraceRequest &part, const Headers &given, TraceRequest &request)
{
    // The type of a plain body is the client's own, and so is waiting with an upload.
    const bool isCurl = request.client == "curl"_L1 || request.client.startsWith("curl-"_L1);
    const QList<QByteArray> left = isCurl ? QList<QByteArray>() : pasted.addedFields;
    for (const Header &field : part.headers.fields) {
        if (!given.contains(field.name) && !left.contains(field.name))
            request.headers.append(field.name, field.value);
    }
    for (const QByteArray &name : part.addedFields) {
        if (!given.contains(name) && !left.contains(name))
            request.addedFields.append(name);
    }
    request.withoutFields += part.withoutFields;
    request.cookieByOption = request.cookieByOption || part.cookieByOption;
    if (!part.cookieFile.isEmpty()) {
        request.cookieFile = part.cookieFile;
        request.cookieFileMayMiss = true;
    }
    request.cookieEngine = request.cookieEngine || part.cookieEngine;
    if (!pasted.body.isEmpty() || !pasted.form.isEmpty())
        request.content = part.content;
    if (pasted.method != "GET")
        request.method = pasted.method;
    request.url = part.url;
}

} // namespace

void describeCurlManners(CommandParser &parser)
{
    for (const TakenOption &option : kTaken) {
        QStringList names{option.name};
        if (!option.letter.isEmpty())
            names.prepend(option.letter);
        parser.addOption({names, QString::fromUtf8(option.help), option.value});
    }
}

QStringList urlsOf(const QCommandLineParser &parser)
{
    return parser.values(u"url"_s) + parser.positionalArguments();
}

Result<QByteArray> inputOfCurlManners(const QCommandLineParser &parser)
{
    return givenWords(parser).asksInput ? inputOf(u"-"_s, kMaxBodyFileBytes) : QByteArray();
}

QString readCurlManners(const QCommandLineParser &parser, const QByteArray &input, TraceRequest &request)
{
    const CurlWords given = givenWords(parser);
    if (given.words.isEmpty())
        return {};
    const Result<Headers> headers = headersOf(parser);
    if (!headers)
        return headers.error;
    const Result<PastedRequest> pasted =
        parseCurlArguments(given.words + QList<QByteArray>{"--url", request.url.toUtf8()}, input);
    if (!pasted)
        return pasted.error;
    for (const QString &note : pasted->notes) {
        // An empty standard input is what the user gave.
        if (!note.startsWith("\"@-\""_L1))
            printError(note);
    }
    if (pasted->client == u"curl-auto-referer" && request.client != pasted->client)
        printError(u"-e \";auto\" is what the client curl-auto-referer does: add --client curl-auto-referer"_s);
    const Result<TraceRequest> part = traceRequestOf(*pasted, {});
    if (!part)
        return part.error;
    merge(*pasted, *part, *headers, request);
    return {};
}

QString curlAdvice(const QString &name)
{
    const QString shown = (name.size() == 1 ? u"-"_s : u"--"_s) + name;
    for (const OtherOption &option : kOther) {
        if (name == option.name || name == option.letter)
            return u"%1 of curl: %2"_s.arg(shown, QString::fromUtf8(option.use));
    }
    const auto known = name.size() == 1 ? findCurlOption(name[0].toLatin1()) : findCurlOption(name.toUtf8());
    return known ? u"trace has nothing like %1 of curl"_s.arg(shown) : QString();
}

} // namespace hopscope::cli
