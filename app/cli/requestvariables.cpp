// SPDX-License-Identifier: MIT
#include "app/cli/requestvariables.h"

#include "http/ascii.h"
#include "net/collection.h"
#include "net/resolvedrequest.h"
#include "text/secretnames.h"

#include <QFileInfo>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

/// "api-key" is HOPSCOPE_VAR_API_KEY.
QByteArray processVariable(const QString &name)
{
    QByteArray text = name.toUtf8().toUpper();
    for (char &byte : text) {
        if (!ascii::isAlpha(byte) && !ascii::isDigit(byte))
            byte = '_';
    }
    return "HOPSCOPE_VAR_" + text;
}

/// Values of secret variables that the process was given.
class SecretsOfProcess : public SecretValues
{
public:
    std::optional<QString> read(const QString &, const QString &name) const override
    {
        const QByteArray variable = processVariable(name);
        return qEnvironmentVariableIsSet(variable.constData())
                   ? std::optional(qEnvironmentVariable(variable.constData()))
                   : std::nullopt;
    }
};

Result<Variables> fromFiles(const QCommandLineParser &parser, const SecretValues &secrets)
{
    const QString file = parser.value(u"request-file"_s);
    Collection collection = readVariables(file.isEmpty() ? requestsFolder() : collectionOf(file));
    QString environment = parser.value(u"env"_s);
    if (parser.isSet(u"env"_s) && environment.isEmpty())
        return Result<Variables>::failure(u"--env takes the name of an environment or of its file"_s);
    if (QFileInfo(environment).isFile()) {
        const CollectionEnvironment read = readEnvironmentFile(environment);
        if (!read.error.isEmpty())
            return Result<Variables>::failure(u"%1: %2"_s.arg(environment, read.error));
        environment = read.name;
        collection.environments = {read};
    }
    return variablesOf(collection, environment, secrets);
}

} // namespace

void describeVariables(CommandParser &parser)
{
    parser.addOptions({
        {u"env"_s, u"Replace {{variables}} by the values of this environment of the collection, or of FILE."_s,
         u"NAME|FILE"_s},
        {u"var"_s,
         u"Replace {{NAME}} by VALUE; may be repeated. HOPSCOPE_VAR_NAME in the environment of the process does the "
         "same."_s,
         u"NAME=VALUE"_s},
    });
}

Result<ResolvedRequest> resolvedRequest(const QCommandLineParser &parser, const TraceRequest &request)
{
    if (!parser.isSet(u"request-file"_s) && !parser.isSet(u"env"_s) && !parser.isSet(u"var"_s))
        return ResolvedRequest{request, {}};
    const SecretsOfProcess secrets;
    Result<Variables> variables = fromFiles(parser, secrets);
    if (!variables)
        return Result<ResolvedRequest>::failure(variables.error);
    for (const QString &name : variableNames(request)) {
        // What stands in no file was meant to be kept out of them.
        const Variable *known = variables->find(name.toUtf8());
        if (const auto value = secrets.read({}, name))
            variables.value->set({name, *value, !known || known->isSecret});
    }
    for (const QString &text : parser.values(u"var"_s)) {
        const qsizetype equals = text.indexOf(u'=');
        const QString name = text.left(equals);
        if (equals < 0 || !isVariableName(name.toUtf8()))
            return Result<ResolvedRequest>::failure(u"--var takes NAME=VALUE, not \"%1\""_s.arg(text));
        variables.value->set({name, text.sliced(equals + 1), isSecretName(name.toUtf8())});
    }
    const Result<TraceRequest> done = resolved(request, *variables);
    if (!done)
        return Result<ResolvedRequest>::failure(done.error +
                                                u" (--env NAME, --var NAME=VALUE or HOPSCOPE_VAR_NAME give values)"_s);
    return ResolvedRequest{*done, variables->secretValues()};
}

} // namespace hopscope::cli
