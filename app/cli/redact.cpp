// SPDX-License-Identifier: MIT
#include "app/cli/common.h"

#include "formats/redaction/redactfile.h"
#include "formats/redaction/secretrules.h"

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

/// "in requests 1, 3".
QString placesText(const QList<int> &requests)
{
    QStringList numbers;
    bool isOutside = false;
    for (const int request : requests) {
        if (request == kOutsideOfEntries)
            isOutside = true;
        else
            numbers.append(QString::number(request + 1));
    }
    QStringList places;
    if (!numbers.isEmpty())
        places.append((numbers.size() == 1 ? u"in request "_s : u"in requests "_s) + numbers.join(u", "_s));
    if (isOutside)
        places.append(u"outside of the requests"_s);
    return places.join(u" and "_s);
}

/// A line for each name, without values.
QString checkText(const QList<Removed> &removed)
{
    QString text;
    for (const Removed &each : removed)
        text += u"%1: %2\n"_s.arg(removedText({each}), placesText(each.hops));
    return text.isEmpty() ? u"Compressed content that cannot be searched.\n"_s : text;
}

/// "key ghp_ (GitHub: token formats)", a line each.
QString rulesText()
{
    QString text;
    for (const RedactionRule &rule : redactionRules())
        text += QString::fromUtf8(rule.id) + (rule.of.isEmpty() ? u"\n"_s : u" (%1)\n"_s.arg(rule.of));
    return text;
}

} // namespace

void describeRedact(CommandParser &parser)
{
    parser.addPositionalArgument(u"FILE"_s, u"The HAR or trace file, - for standard input."_s);
    parser.addOptions({
        {{u"o"_s, u"output"_s}, u"Write to OUT, completely or not at all; - is standard output."_s, u"OUT"_s},
        {u"redact"_s, u"Also redact the value of NAME: a header field, a parameter or a body field; may be repeated."_s,
         u"NAME"_s},
        {u"check"_s,
         u"Write nothing: list what would be redacted, names and requests only, and end with 4 if there is something."_s},
        {u"rules"_s, u"Print by which names, prefixes, paths and forms a secret is told."_s},
    });
}

int runRedact(const QCommandLineParser &parser, const Clients &)
{
    if (parser.isSet(u"rules"_s))
        return print(rulesText().toUtf8());
    if (parser.positionalArguments().isEmpty())
        return usageError(u"a file is missing; write: hopscope-cli redact FILE"_s);
    const bool checks = parser.isSet(u"check"_s);
    if (checks && parser.isSet(u"output"_s))
        return usageError(u"--check writes no file: leave out -o"_s);
    const QString path = parser.positionalArguments().constFirst();
    const Result<QByteArray> input = inputOf(path);
    if (!input)
        return usageError(input.error);
    const Result<RedactedFile> file = redactedFile(*input, {.names = parser.values(u"redact"_s), .without = {}});
    if (!file)
        return usageError(u"%1 cannot be redacted: %2"_s.arg(path, file.error));
    if (checks) {
        const bool isClean = file->bytes == *input;
        const int code = print(isClean ? QByteArray("Nothing to redact.\n") : checkText(file->removed).toUtf8());
        return code == kExitOk && !isClean ? kExitExpectation : code;
    }
    Output output(parser.value(u"output"_s));
    if (const QString error = output.open(); !error.isEmpty())
        return usageError(error);
    const int code = output.write(file->bytes);
    if (code == kExitOk && !file->removed.isEmpty())
        printError(u"redacted: "_s + removedText(file->removed));
    return code;
}

} // namespace hopscope::cli
