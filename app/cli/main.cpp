// SPDX-License-Identifier: MIT
#include "app/cli/common.h"

#include "net/clientfiles.h"
#include "paint/paintedformats.h"

#include <QFile>
#include <QGuiApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <clocale>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <langinfo.h>
#include <memory>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMaxInputs = 100'000; ///< files of one convert

constexpr Command kCommands[] = {
    {"trace"_L1, "URL [options]", "Follow the redirects of a URL and show every request.",
     "hopscope-cli trace -X POST -d 'item=tea' http://127.0.0.1:8080/307", 1, describeTrace, runTrace},
    {"decide"_L1, "--client ID --status N --method M --url URL [options]", "Show what a client does with one response.",
     "hopscope-cli decide --client browser --status 303 --method POST --url http://a.example/x --location /y", 0,
     describeDecide, runDecide},
    {"resolve"_L1, "--client ID --base URL LOCATION", "Print the URL that a client makes of a Location.",
     "hopscope-cli resolve --client browser --base http://a.example/b/c ../d", 1, describeResolve, runResolve},
    {"compare"_L1, "[options]", "Try every redirect type against the loopback server and compare.",
     "hopscope-cli compare --client curl -X PUT", 0, describeCompare, runCompare},
    {"clients"_L1, "[ID] [options]", "List the clients that can be imitated, or the rules of one.",
     "hopscope-cli clients --status 301 --method POST", 1, describeClients, runClients},
    {"serve"_L1, "[options]", "Run the loopback server until interrupted.", "hopscope-cli serve --port 8080", 0,
     describeServe, runServe},
    {"convert"_L1, "IN... [options]", "Read traces, HARs or curl output and write another format.",
     "hopscope-cli convert browser.har --redirects --list", kMaxInputs, describeConvert, runConvert},
    {"requests"_L1, "[FOLDER] [options]", "List the saved requests and environments of a folder.",
     "hopscope-cli requests ./api", 1, describeRequests, runRequests},
    {"import"_L1, "IN... -o FOLDER [options]", "Make saved requests of Bruno, Postman, .http files or curl.",
     "hopscope-cli import shop.postman_collection.json -o ./api", kMaxInputs, describeImport, runImport},
    {"redact"_L1, "FILE [options]", "Replace the secrets of a HAR or trace file, or check that there are none.",
     "hopscope-cli redact browser.har -o safe.har", 1, describeRedact, runRedact},
    {"session"_L1, "FILE [options]", "Show, import into or clear what a user who comes again brings along.",
     "hopscope-cli session shop.json --import cookies.txt", 1, describeSession, runSession},
    {"lessons"_L1, "", "List the lessons.", "hopscope-cli lessons", 0, describeLessons, runLessons},
    {"lesson"_L1, "ID [options]", "Ask what a client sends next and show it on the wire.",
     "hopscope-cli lesson 307-post --reveal", 1, describeLesson, runLesson},
    {"diff"_L1, "A B [options]", "Show what differs between two traces.", "hopscope-cli diff before.json after.json", 2,
     describeDiff, runDiff},
    {"verify"_L1, "FILE", "Compare the hashes in a trace file with the bytes in it.", "hopscope-cli verify trace.json",
     1, describeVerify, runVerify},
    {"quiz"_L1, "[options]", "Ask ten questions about redirects, or print them.",
     "hopscope-cli quiz --seed 7 --format html -o quiz.html", 0, describeQuiz, runQuiz},
};

const Command *findCommand(const QString &name)
{
    const auto found = std::ranges::find_if(kCommands, [&](const Command &command) { return name == command.name; });
    return found == std::end(kCommands) ? nullptr : found;
}

int printOverview()
{
    QString text =
        u"Usage: hopscope-cli COMMAND [options]\n\nShows every request of a redirect chain.\n\nCommands:\n"_s;
    for (const Command &command : kCommands)
        text += u"  %1%2\n"_s.arg(QString(command.name).leftJustified(10), QString::fromUtf8(command.summary));
    text +=
        u"\nOptions:\n"
        "  --version   Print the version.\n"
        "  --help      Print this; \"hopscope-cli help COMMAND\" explains a command.\n\n"
        "Exit codes: 0 success, 1 a redirect that leads nowhere, 2 wrong usage, 3 network error, TLS error or\ntime "
        "limit, 4 an expectation was not met: two traces or\na hash and its bytes differ, or an answer is wrong.\n"_s;
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
    QCommandLineParser parser;
    parser.setApplicationDescription(QString::fromUtf8(command.summary));
    parser.addOption({{u"h"_s, u"help"_s}, u"Print this."_s});
    command.describe(parser);
    const bool parsed = parser.parse(QStringList(command.name) + arguments);
    const QString hint = u"; \"hopscope-cli help %1\" explains it"_s.arg(QString(command.name));
    if (!parsed) {
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

/// Whether an argument names a painted format; a text that only looks so does no harm.
bool asksForPicture(int argc, char **argv)
{
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
    QLoggingCategory::setFilterRules(u"default.warning=false\nqt.network.http2.warning=false"_s);
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
    if (argc == 2 && (std::strcmp(argv[1], "--version") == 0 || std::strcmp(argv[1], "-v") == 0))
        return print("hopscope-cli " HOPSCOPE_VERSION "\n");
    if (const int bad = firstUnreadable(argc, argv); bad > 0)
        return usageError(u"argument %1 is not UTF-8; give such bytes with --data-file or --batch"_s.arg(bad));
    useUtf8();
    const std::unique_ptr<QCoreApplication> object = application(argc, argv);
    QCoreApplication::setApplicationName(u"hopscope-cli"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(HOPSCOPE_VERSION));
    return run(QCoreApplication::arguments().sliced(1), readClients(clientFolder()));
}

} // namespace hopscope::cli

int main(int argc, char **argv)
{
    return hopscope::cli::main(argc, argv);
}
