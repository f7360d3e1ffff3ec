// SPDX-License-Identifier: MIT
#include "app/cli/requestoptions.h"

#include "net/requestoption.h"

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

bool isThere(const RequestOption &option, const QStringList &only)
{
    return option.help && (only.isEmpty() || only.contains(option.name));
}

} // namespace

QString readOptions(const QCommandLineParser &parser, TraceRequest &request, const QStringList &only)
{
    for (const RequestOption &option : requestOptions()) {
        const QString name = option.name;
        if (!isThere(option, only) || !parser.isSet(name))
            continue;
        // Of an option that stands twice the last one counts.
        const QStringList values = option.kind == OptionKind::Switch  ? QStringList()
                                   : option.kind == OptionKind::Lines ? parser.values(name)
                                                                      : QStringList(parser.value(name));
        if (const QString error = option.read(u"--"_s + name, values, request); !error.isEmpty())
            return error;
    }
    return {};
}

QString readOptions(const QCommandLineParser &parser, TraceRequest &request)
{
    return readOptions(parser, request, {});
}

void describeOptions(CommandParser &parser, const QStringList &only)
{
    for (const RequestOption &option : requestOptions()) {
        if (!isThere(option, only))
            continue;
        QStringList names{option.name};
        if (!option.letter.isEmpty())
            names.prepend(option.letter);
        parser.addOption({names, QString::fromUtf8(option.help), option.placeholder});
        if (option.choices)
            parser.setChoices(option.choices());
    }
}

} // namespace hopscope::cli
