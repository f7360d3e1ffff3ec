// SPDX-License-Identifier: MIT
#include "formats/collection/environment.h"

#include "text/jsonreader.h"
#include "text/jsonwrite.h"
#include "trace/tracejson.h"

#include <QSet>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kEnvironmentFormat = "hopscope-environment"_L1;

QJsonObject variableToJson(const Variable &variable)
{
    if (variable.isSecret)
        return {{u"name"_s, variable.name}, {u"secret"_s, true}};
    return {{u"name"_s, variable.name}, {u"value"_s, variable.value}};
}

Variable variableFromJson(const JsonValue &value)
{
    JsonObjectReader in(value);
    Variable variable;
    variable.name = in.text("name"_L1);
    variable.isSecret = in.has("secret"_L1) && in.boolean("secret"_L1);
    if (!variable.isSecret)
        variable.value = in.text("value"_L1);
    else if (in.has("value"_L1))
        in.fail("value"_L1, u"a secret variable has no value in a file: leave it out"_s);
    if (!in.failed() && !isVariableName(variable.name.toUtf8()))
        in.fail("name"_L1,
                u"a name has letters, digits, \"_\", \"-\" and \".\", %1 bytes at most"_s.arg(kMaxVariableName));
    in.finish();
    return variable;
}

QList<Variable> variablesFromJson(const JsonValue &value)
{
    JsonObjectReader in(value);
    in.format(kEnvironmentFormat, "version"_L1, kEnvironmentVersion);
    QSet<QString> names;
    const QList<Variable> variables = in.list<Variable>("variables"_L1, [&](const JsonValue &each) {
        const Variable variable = variableFromJson(each);
        if (names.contains(variable.name))
            each.fail(u"there are two variables \"%1\": leave one of them out"_s.arg(variable.name));
        names.insert(variable.name);
        return variable;
    });
    in.finish();
    return variables;
}

} // namespace

QByteArray writeEnvironment(QList<Variable> variables)
{
    std::sort(variables.begin(), variables.end(), [](const Variable &a, const Variable &b) { return a.name < b.name; });
    return jsonText({{u"format"_s, kEnvironmentFormat},
                     {u"version"_s, kEnvironmentVersion},
                     {u"variables"_s, listToJson(variables, variableToJson)}});
}

Result<QList<Variable>> readEnvironment(const QByteArray &file)
{
    if (file.size() > kMaxEnvironmentBytes)
        return Result<QList<Variable>>::failure(
            u"The file is larger than %1 MiB."_s.arg(kMaxEnvironmentBytes / (1024 * 1024)));
    return readJsonFile<QList<Variable>>(file, variablesFromJson);
}

} // namespace hopscope
