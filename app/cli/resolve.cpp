// SPDX-License-Identifier: MIT
#include "app/cli/batch.h"
#include "app/cli/common.h"
#include "http/url.h"
#include "redirect/decide.h"
#include "text/jsonwrite.h"
#include "text/terminaltext.h"

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

struct ResolveCase {
    ClientPointer client;
    QByteArray base;
};

Result<ResolveCase> checkedCase(const Clients &clients, const QString &client, const QString &base)
{
    const Result<ClientPointer> profile = clients.named(client);
    if (!profile)
        return Result<ResolveCase>::failure(profile.error);
    const Result<QByteArray> url = parseRequestUrl(base);
    return url ? Result<ResolveCase>({*profile, *url}) : Result<ResolveCase>::failure(url.error);
}

Result<QJsonObject> answerResolveLine(const Clients &clients, const JsonValue &line)
{
    using Answer = Result<QJsonObject>;
    JsonObjectReader in(line);
    const QString client = in.text("client"_L1);
    const QString base = in.text("base"_L1);
    QByteArray location;
    if (const std::optional<JsonValue> value = in.nullable("location"_L1))
        location = readBytes(*value);
    else
        in.fail("location"_L1, u"expected text or {\"base64\": ...}"_s);
    in.finish();
    if (in.failed())
        return QJsonObject();
    const Result<ResolveCase> question = checkedCase(clients, client, base);
    if (!question)
        return Answer::failure(question.error);
    const Result<QByteArray> target = resolveTarget(*question->client, question->base, location);
    if (!target)
        return Answer::failure(target.error);
    QJsonObject object;
    bytesToJson(object, "target"_L1, "base64"_L1, *target);
    return object;
}

} // namespace

void describeResolve(CommandParser &parser)
{
    parser.addPositionalArgument(u"LOCATION"_s,
                                 u"Value of the Location field; put -- before one that begins with -."_s);
    parser.addOptions({
        {u"client"_s, u"Client to imitate; \"hopscope-cli clients\" lists them."_s, u"ID"_s},
        {u"base"_s, u"URL of the request that was redirected."_s, u"URL"_s},
        {u"batch"_s, u"Read JSON lines from standard input and answer each: client, base, location."_s},
    });
}

int runResolve(const QCommandLineParser &parser, const Clients &clients)
{
    if (parser.isSet(u"batch"_s))
        return runBatch(parser, [&](const JsonValue &line) { return answerResolveLine(clients, line); });
    if (!parser.isSet(u"client"_s) || !parser.isSet(u"base"_s) || parser.positionalArguments().isEmpty())
        return usageError(u"write: hopscope-cli resolve --client ID --base URL LOCATION"_s);
    const Result<ResolveCase> question = checkedCase(clients, parser.value(u"client"_s), parser.value(u"base"_s));
    if (!question)
        return usageError(question.error);
    const QByteArray location = parser.positionalArguments().first().toUtf8();
    const Result<QByteArray> target = resolveTarget(*question->client, question->base, location);
    if (target)
        return print(terminalText(*target).toUtf8() + '\n');
    printError(target.error);
    return kExitRedirectFault;
}

} // namespace hopscope::cli
