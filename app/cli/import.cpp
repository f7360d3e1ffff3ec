// SPDX-License-Identifier: MIT
#include "app/cli/common.h"

#include "net/importcollection.h"
#include "text/terminaltext.h"

#include <QFileInfo>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

Result<ForeignCollection> readInput(const QString &path)
{
    if (path != "-"_L1) {
        if (!QFileInfo::exists(path))
            return Result<ForeignCollection>::failure(u"%1 does not exist: check its path"_s.arg(path));
        return readForeign(path);
    }
    const Result<QByteArray> text = inputOf(path, kMaxCollectedBytes);
    const Result<ForeignCollection> read =
        text ? readForeignText(*text) : Result<ForeignCollection>::failure(text.error);
    return read ? read : Result<ForeignCollection>::failure(u"standard input: "_s + read.error);
}

} // namespace

void describeImport(CommandParser &parser)
{
    parser.addPositionalArgument(
        u"IN"_s,
        u"Folder or file of Bruno, Postman, VS Code's REST Client or JetBrains' HTTP Client, or a curl command "
        "in a file; - is standard input."_s);
    parser.addOptions({
        {{u"o"_s, u"output"_s},
         u"Folder of the requests, made if there is none; nothing in it is replaced."_s,
         u"FOLDER"_s},
        {u"redact"_s,
         u"Also replace the value of NAME: a header field, a parameter or a body field; may be repeated."_s, u"NAME"_s},
        {u"no-redact"_s, u"Write credentials and cookies instead of placeholders such as [redacted 1]."_s},
    });
}

int runImport(const QCommandLineParser &parser, const Clients &)
{
    const QStringList inputs = parser.positionalArguments();
    const QString folder = parser.value(u"output"_s);
    if (inputs.isEmpty() || folder.isEmpty())
        return usageError(u"write: hopscope-cli import IN -o FOLDER"_s);
    if (QFileInfo::exists(folder) && !QFileInfo(folder).isDir())
        return usageError(u"%1 is not a folder: name another one"_s.arg(folder));
    const ImportOptions options{.withSecrets = parser.isSet(u"no-redact"_s),
                                .redaction = {.names = parser.values(u"redact"_s)}};
    ImportReport all;
    for (const QString &input : inputs) {
        const Result<ForeignCollection> read = readInput(input);
        if (!read) {
            all.faults.append(read.error);
            continue;
        }
        const ImportReport report = writeCollected(read->collected, folder, options);
        all.requests += report.requests;
        all.environments += report.environments;
        all.notes += report.notes;
        all.faults += read->faults + report.faults;
    }
    QString text;
    if (all.requests + all.environments > 0)
        text = u"Folder: %1\nRequests: %2\nEnvironments: %3\n"_s.arg(
            terminalText(folder), QString::number(all.requests), QString::number(all.environments));
    for (const QString &note : std::as_const(all.notes))
        text += u"note: %1\n"_s.arg(terminalText(note));
    if (const int code = print(text.toUtf8()); code != kExitOk)
        return code;
    for (const QString &fault : std::as_const(all.faults))
        printError(fault);
    return all.faults.isEmpty() ? kExitOk : kExitUsage;
}

} // namespace hopscope::cli
