// SPDX-License-Identifier: MIT
#include "net/watch/watch.h"
#include "app/cli/requestoptions.h"
#include "app/cli/watchchild.h"
#include "app/cli/watchoutput.h"
#include "net/watch/watchsetup.h"

#include <QCoreApplication>
#include <QTimer>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kExitNotStarted = 127; ///< as shells have it
constexpr int kLookMs = 50;          ///< between two looks whether all that the program started has ended

QStringList requestOptionNames()
{
    return {u"ca-file"_s, u"cert"_s, u"proxy"_s, u"resolve"_s, u"body-limit"_s};
}

/// What the command line says.
struct WatchSettings {
    WatchSetup setup;
    ClientPointer always; ///< null: the User-Agent counts
};

Result<WatchSettings> readSettings(const QCommandLineParser &parser, const Clients &clients)
{
    using Read = Result<WatchSettings>;
    TraceRequest request;
    if (const QString error = readOptions(parser, request, requestOptionNames()); !error.isEmpty())
        return Read::failure(error);
    const Result<qint64> port = numberOf(parser, u"port"_s, 0, kMaxPort);
    if (!port)
        return Read::failure(port.error);
    WatchSettings settings;
    if (parser.isSet(u"client"_s)) {
        const Result<ClientPointer> client = clients.named(parser.value(u"client"_s));
        if (!client)
            return Read::failure(client.error);
        settings.always = *client;
    }
    const Result<WatchSetup> setup = watchSetup(request, !parser.isSet(u"no-tls"_s));
    if (!setup)
        return Read::failure(setup.error);
    settings.setup = *setup;
    settings.setup.options.port = quint16(*port);
    return settings;
}

int runChild(Watch &watch, const QStringList &command, const QProcessEnvironment &environment)
{
    WatchChild child;
    QTimer look;
    int code = kExitOk;
    QObject::connect(&child, &WatchChild::ended, &watch, [&](int ended) {
        code = ended;
        onInterrupt(&watch, [] { QCoreApplication::exit(); });
        QObject::connect(&watch, &Watch::becameIdle, &watch, [] {
            // What it left running still needs the proxy.
            if (!hasStartedProcesses(QCoreApplication::applicationPid()))
                QCoreApplication::exit();
        });
        QObject::connect(&look, &QTimer::timeout, &watch, [&watch] { watch.settle(); });
        look.start(kLookMs);
        watch.settle();
    });
    if (const QString error = child.start(command, environment); !error.isEmpty()) {
        printError(error);
        return kExitNotStarted;
    }
    QCoreApplication::exec();
    return code;
}

} // namespace

void describeWatch(CommandParser &parser)
{
    parser.addPositionalArgument(u"COMMAND"_s, u"Program to run, with its arguments; -- stands before it."_s);
    parser.addOptions(
        {{u"client"_s, u"Judge by the rules of this client. Default: the one that the User-Agent names."_s, u"ID"_s},
         {u"port"_s,
          u"Port of the proxy. Without a command, stay until interrupted and print how to point a program at it. "
          "Default: a free port."_s,
          u"N"_s, u"0"_s},
         {u"no-tls"_s, u"Leave https closed: show only names, sizes and times of it."_s}});
    describeOptions(parser, requestOptionNames());
    describeFormat(parser);
}

int runWatch(const QCommandLineParser &parser, const Clients &clients)
{
    const QStringList command = parser.positionalArguments();
    if (command.isEmpty() && !parser.isSet(u"port"_s))
        return usageError(u"a command is missing; write: hopscope-cli watch -- COMMAND, or --port N to point a program "
                          "at the proxy yourself"_s);
    WatchOutput output(parser);
    if (const QString error = output.open(); !error.isEmpty())
        return usageError(error);
    const Result<WatchSettings> settings = readSettings(parser, clients);
    if (!settings)
        return usageError(settings.error);
    Watch watch(settings->setup.options, {.fallback = findClient(u"browser"_s), .always = settings->always.get()});
    if (const QString error = watch.start(); !error.isEmpty()) {
        printError(error);
        return kExitNetwork;
    }
    QObject::connect(&watch, &Watch::chainEnded, &watch, [&output](const Trace &trace) { output.add(trace); });
    const QProcessEnvironment system = QProcessEnvironment::systemEnvironment();
    const std::optional<TrustFiles> &trust = settings->setup.trust;
    const QList<WatchVariable> variables = watchVariables(watch.address(), trust ? &*trust : nullptr, system);
    int code = kExitOk;
    if (command.isEmpty()) {
        onInterrupt(&watch, [] { QCoreApplication::exit(); });
        code = print((u"# Ctrl+C stops it.\n"_s + watchLines(watch.address(), variables, trust.has_value())).toUtf8());
        if (code == kExitOk)
            QCoreApplication::exec();
    } else {
        code = runChild(watch, command, watchEnvironment(variables, system));
        if (code == kExitNotStarted)
            return code;
    }
    watch.stop();
    const int written = output.finish();
    return code == kExitOk ? written : code;
}

} // namespace hopscope::cli
