// SPDX-License-Identifier: MIT
#include "app/clicommon.h"

#include "trace/tracejson.h"

#include <QFile>

#include <cstdio>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    const bool opened = path == u"-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (opened) {
        const QByteArray content = file.readAll();
        if (file.error() == QFileDevice::NoError)
            return content;
    }
    return Result<QByteArray>::failure(u"%1 cannot be read (%2); check the name"_s.arg(path, file.errorString()));
}

} // namespace

void describeConvert(QCommandLineParser &parser)
{
    parser.addPositionalArgument(u"IN"_s, u"Trace file to read, - for standard input."_s);
    parser.addOptions({
        {u"format"_s, u"Format of the output: %1 (table if none is given)."_s.arg(formatIds()), u"ID"_s, u"table"_s},
        {{u"o"_s, u"output"_s}, u"Write to FILE, whole or not at all."_s, u"FILE"_s},
        {u"no-redact"_s, u"Show credentials and cookies instead of marks such as [redacted 1]."_s},
    });
}

int runConvert(const QCommandLineParser &parser)
{
    const Result<const Format *> format = formatNamed(parser.value(u"format"_s));
    if (!format)
        return usageError(format.error);
    if (parser.positionalArguments().isEmpty())
        return usageError(u"a trace file is missing; write: hopscope-cli convert IN"_s);
    const QString path = parser.positionalArguments().first();
    const Result<QByteArray> content = contentOf(path);
    if (!content)
        return usageError(content.error);
    const Result<Trace> trace = readTrace(*content);
    if (!trace)
        return usageError(
            u"%1 is no trace file that can be read (%2); convert reads files that trace --format json wrote"_s.arg(
                path, trace.error));
    Output output(parser.value(u"output"_s));
    if (const QString error = output.open(); !error.isEmpty())
        return usageError(error);
    return output.write((*format)->write(parser.isSet(u"no-redact"_s) ? *trace : redacted(*trace)));
}

} // namespace hopscope::cli
