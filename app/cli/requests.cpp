// SPDX-License-Identifier: MIT
#include "app/cli/common.h"

#include "net/collection.h"
#include "net/resolvedrequest.h"
#include "text/jsonwrite.h"
#include "text/terminaltext.h"
#include "trace/tracejson.h"

#include <QFileInfo>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kIndent = 2;

QString lineOf(const CollectionEntry &entry)
{
    const QString start = QString((entry.depth() + 1) * kIndent, u' ') + terminalText(entry.name);
    if (entry.isFolder)
        return start + u'/';
    if (!entry.error.isEmpty())
        return start + u": cannot be read"_s;
    return u"%1: %2 %3"_s.arg(start, terminalText(entry.saved.request.method), terminalText(entry.saved.request.url));
}

QString lineOf(const QString &name, const QList<Variable> &variables)
{
    QStringList names;
    for (const Variable &variable : variables)
        names.append(terminalText(variable.name) + (variable.isSecret ? u" (secret)"_s : QString()));
    return u"  %1: %2"_s.arg(terminalText(name), names.join(u", "_s));
}

QByteArray listed(const Collection &collection)
{
    QStringList lines{u"Requests in %1"_s.arg(terminalText(collection.folder))};
    for (const CollectionEntry &entry : collection.entries)
        lines.append(lineOf(entry));
    if (collection.entries.isEmpty())
        lines.append(u"  (none)"_s);
    lines.append({QString(), u"Environments"_s});
    if (!collection.variables.isEmpty())
        lines.append(lineOf(u"(all)"_s, collection.variables));
    for (const CollectionEnvironment &environment : collection.environments)
        lines.append(lineOf(environment.name, environment.variables));
    if (collection.variables.isEmpty() && collection.environments.isEmpty())
        lines.append(u"  (none)"_s);
    return lines.join(u'\n').toUtf8() + '\n';
}

QJsonObject entryToJson(const CollectionEntry &entry)
{
    QJsonObject object{{u"path"_s, entry.path}, {u"name"_s, entry.name}};
    if (!entry.error.isEmpty()) {
        object.insert(u"error"_s, entry.error);
        return object;
    }
    object.insert(u"method"_s, QString::fromUtf8(entry.saved.request.method));
    object.insert(u"url"_s, entry.saved.request.url);
    object.insert(u"client"_s, entry.saved.request.client);
    object.insert(u"variables"_s, QJsonArray::fromStringList(variableNames(entry.saved.request)));
    object.insert(u"notes"_s, QJsonArray::fromStringList(entry.saved.notes));
    return object;
}

QJsonArray variablesToJson(const QList<Variable> &variables)
{
    return listToJson(variables, [](const Variable &variable) {
        return QJsonObject{{u"name"_s, variable.name}, {u"secret"_s, variable.isSecret}};
    });
}

QByteArray asJson(const Collection &collection)
{
    QJsonArray requests;
    for (const CollectionEntry &entry : collection.entries) {
        if (!entry.isFolder)
            requests.append(entryToJson(entry));
    }
    const QJsonArray environments = listToJson(collection.environments, [](const CollectionEnvironment &each) {
        QJsonObject object{{u"name"_s, each.name}, {u"variables"_s, variablesToJson(each.variables)}};
        if (!each.error.isEmpty())
            object.insert(u"error"_s, each.error);
        return object;
    });
    return jsonText({{u"folder"_s, collection.folder},
                     {u"requests"_s, requests},
                     {u"variables"_s, variablesToJson(collection.variables)},
                     {u"environments"_s, environments}});
}

QStringList faultsOf(const Collection &collection)
{
    QStringList faults;
    for (const CollectionEntry &entry : collection.entries) {
        if (!entry.error.isEmpty())
            faults.append(u"%1/%2: %3"_s.arg(collection.folder, entry.path, entry.error));
    }
    return faults + variableFaults(collection) + collection.faults;
}

} // namespace

void describeRequests(CommandParser &parser)
{
    parser.addPositionalArgument(u"FOLDER"_s,
                                 u"Folder of requests. Default: that of the window, %1."_s.arg(requestsFolder()));
    parser.addOptions({
        {u"format"_s, u"table (default) or json."_s, u"ID"_s, u"table"_s},
        {u"no-redact"_s, u"Show secrets in URLs instead of placeholders such as [redacted 1]."_s},
    });
}

int runRequests(const QCommandLineParser &parser, const Clients &)
{
    const QStringList arguments = parser.positionalArguments();
    const QString format = parser.value(u"format"_s);
    if (format != "table"_L1 && format != "json"_L1)
        return usageError(u"there is no format \"%1\"; choose table or json"_s.arg(format));
    const QString folder = arguments.isEmpty() ? requestsFolder() : arguments.first();
    if (!arguments.isEmpty() && !QFileInfo(folder).isDir())
        return usageError(u"%1 is not a folder: check its path"_s.arg(folder));
    Collection collection = readCollection(folder);
    if (!parser.isSet(u"no-redact"_s)) {
        for (CollectionEntry &entry : collection.entries) {
            if (!entry.isFolder && entry.error.isEmpty())
                entry.saved.request = withoutSecrets(entry.saved.request, {});
        }
    }
    if (const int code = print(format == "json"_L1 ? asJson(collection) : listed(collection)); code != kExitOk)
        return code;
    const QStringList faults = faultsOf(collection);
    for (const QString &fault : faults)
        printError(fault);
    return faults.isEmpty() ? kExitOk : kExitUsage;
}

} // namespace hopscope::cli
