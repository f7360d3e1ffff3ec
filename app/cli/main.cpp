// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "app/cli/defaults.h"

#include "http/headers.h"
#include "net/clientfiles.h"
#include "paint/paintedformats.h"
#include "trace/tool.h"

#include <QDir>
#include <QGuiApplication>
#include <QLoggingCategory>
#include <QSslSocket>

#include <algorithm>
#include <clocale>
#include <cstdlib>
#include <cstring>
#include <langinfo.h>
#include <memory>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kNameColumn = 12;
constexpr QByteArrayView kVersionOptions[] = {"--version", "-v", "-V"};

/// What a report of a fault needs.
QByteArray versionText()
{
    return "hopscope-cli " HOPSCOPE_VERSION "\nCommit " + toolCommit() + ", Qt " + qVersion() + ", " +
           QSslSocket::sslLibraryVersionString().toUtf8() + "\n";
}

QString shownConfigFile()
{
    const QString path = configFile();
    const QString home = QDir::homePath();
    return path.isEmpty()                 ? u"none, HOPSCOPE_CONFIG is empty"_s
           : path.startsWith(home + u'/') ? u'~' + path.sliced(home.size())
                                          : path;
}

int printOverview()
{
    QString text =
        u"Usage: hopscope-cli COMMAND [options]\n\nShows every request of a redirect chain.\n\nCommands:\n"_s;
    for (const Command &command : commands())
        text += u"  %1%2\n"_s.arg(QString(command.name).leftJustified(kNameColumn), QString::fromUtf8(command.summary));
    text += u"\nOptions:\n"
            "  --version   Print the version.\n"
            "  --help      Print this; \"hopscope-cli help COMMAND\" explains a command.\n\nExit codes:\n"_s;
    for (const ExitCode &each : exitCodes())
        text += u"  %1  %2\n"_s.arg(QString::number(each.code), QString::fromUtf8(each.meaning));
    text += u"\nVariables of the process:\n"_s;
    for (const ProcessVariable &each : processVariables())
        text += u"  %1\n      %2\n"_s.arg(QString::fromUtf8(each.name), QString::fromUtf8(each.meaning));
    text +=
        u"\nFiles:\n  %1\n      Options that always count, NAME = VALUE on a line; below [COMMAND] for that one only.\n"_s
            .arg(shownConfigFile());
    return print(text.toUtf8());
}

int printHelp(const Command &command, const QCommandLineParser &parser)
{
    const QString options = parser.helpText();
    const QString text = u"Usage: hopscope-cli %1 %2\n"_s.arg(QString(command.name), QString::fromUtf8(command.usage)) +
                         options.sliced(options.indexOf(u'\n') + 1) +
                         u"\nExample:\n  %1\n"_s.arg(QString::fromUtf8(command.example));
    return print(text.toUtf8());
}

int runCommand(const Command &command, const QStringList &arguments, const Clients &clients)
{
    CommandParser parser;
    describe(command, parser);
    const Result<QStringList> defaults = defaultArguments(command, parser, arguments);
    if (!defaults)
        return usageError(defaults.error);
    const bool parsed = parser.parse(QStringList(command.name) + *defaults + arguments);
    const QString hint = u"; \"hopscope-cli help %1\" explains it"_s.arg(QString(command.name));
    if (!parsed) {
        const QStringList unknown = parser.unknownOptionNames();
        if (const QString advice = command.advice ? command.advice(unknown.value(0)) : QString(); !advice.isEmpty())
            return usageError(advice);
        QString error = parser.errorText();
        while (error.endsWith(u'.'))
            error.chop(1);
        return usageError(error + hint);
    }
    if (parser.isSet(u"help"_s))
        return printHelp(command, parser);
    if (parser.positionalArguments().size() > command.maxArguments)
        return usageError(
            u"\"%1\" is one argument too many%2"_s.arg(parser.positionalArguments().at(command.maxArguments), hint));
    return command.run(parser, clients);
}

int runHelp(const QStringList &arguments, const Clients &clients)
{
    if (arguments.isEmpty())
        return printOverview();
    const Command *command = findCommand(arguments.first());
    if (!command || arguments.size() > 1)
        return usageError(u"\"help\" takes the name of one command; \"hopscope-cli --help\" lists them"_s);
    return runCommand(*command, {u"--help"_s}, clients);
}

int run(QStringList arguments, const Clients &clients)
{
    if (arguments.isEmpty())
        return usageError(u"a command is missing; \"hopscope-cli --help\" lists them"_s);
    const QString name = arguments.takeFirst();
    if (name == u"--help" || name == u"-h" || name == u"help")
        return runHelp(arguments, clients);
    if (const Command *command = findCommand(name))
        return runCommand(*command, arguments, clients);
    return usageError(u"there is no command \"%1\"; \"hopscope-cli --help\" lists them"_s.arg(name));
}

/// Arguments are taken as UTF-8 whatever the locale says; Qt would complain about another one on standard error.
void useUtf8()
{
    std::setlocale(LC_ALL, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        qputenv("LC_ALL", "C.UTF-8");
}

/// Whether an argument names a painted format, or a paper is made; a text that only looks so does no harm.
bool asksForPicture(int argc, char **argv)
{
    if (argc > 1 && std::strcmp(argv[1], "paper") == 0)
        return true;
    const auto names = [&](const Format &format) {
        return std::any_of(argv + 1, argv + argc, [&](const char *argument) {
            const QLatin1StringView text(argument);
            return text == format.id || text.endsWith(u'=' + format.id);
        });
    };
    return std::ranges::any_of(paintedFormats(), names);
}

/// QtGui takes time to start, and a display is never needed.
std::unique_ptr<QCoreApplication> application(int &argc, char **argv)
{
    // Standard error is for one sentence of ours.
    QLoggingCategory::setFilterRules(u"default.warning=false"_s);
    if (!asksForPicture(argc, argv))
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
}

/// The first argument that is no UTF-8, -1 if all are.
int firstUnreadable(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        if (QString::fromUtf8(argv[i]).toUtf8() != argv[i])
            return i;
    }
    return -1;
}

} // namespace

int main(int argc, char **argv)
{
    if (const int bad = firstUnreadable(argc, argv); bad > 0)
        return usageError(u"argument %1 is not UTF-8; give such bytes with --data-file or --batch"_s.arg(bad));
    useUtf8();
    const std::unique_ptr<QCoreApplication> object = application(argc, argv);
    QCoreApplication::setApplicationName(u"hopscope-cli"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(HOPSCOPE_VERSION));
    if (argc == 2 && isExactlyOneOf(kVersionOptions, argv[1]))
        return print(versionText());
    return run(QCoreApplication::arguments().sliced(1), readClients(clientFolder()));
}

} // namespace hopscope::cli

int main(int argc, char **argv)
{
    return hopscope::cli::main(argc, argv);
}
