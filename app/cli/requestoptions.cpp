// SPDX-License-Identifier: MIT
#include "app/cli/requestoptions.h"

#include "net/requestoption.h"

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

QString readOptions(const QCommandLineParser &parser, TraceRequest &request)
{
    for (const RequestOption &option : requestOptions()) {
        const QString name = option.name;
        if (!option.help || !parser.isSet(name))
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

void describeOptions(CommandParser &parser)
{
    for (const RequestOption &option : requestOptions()) {
        if (!option.help)
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
