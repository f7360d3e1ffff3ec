// SPDX-License-Identifier: MIT
#include "net/watch/watch.h"
#include "app/cli/requestoptions.h"
#include "app/cli/watchchild.h"
#include "app/cli/watchoutput.h"
#include "formats/write/shellquote.h"
#include "net/connectionoptions.h"

#include <QCoreApplication>
#include <QTimer>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kExitNotStarted = 127; ///< as shells have it
/// A program waits for a server as long as it likes.
constexpr int kWatchConnectMs = 120'000;
constexpr int kLookMs = 50; ///< between two looks whether all that the program started has ended

QStringList requestOptionNames()
{
    return {u"ca-file"_s, u"cert"_s, u"proxy"_s, u"resolve"_s, u"body-limit"_s};
}

/// What the command line says.
struct WatchSettings {
    WatchOptions options;
    std::optional<TrustFiles> trust;
    ClientPointer always; ///< null: the User-Agent counts
};

Result<WatchSettings> readSettings(const QCommandLineParser &parser, const Clients &clients)
{
    using Read = Result<WatchSettings>;
    TraceRequest request;
    // Where it goes is not known yet, and not asked for.
    request.url = u"http://localhost/"_s;
    if (const QString error = readOptions(parser, request, requestOptionNames()); !error.isEmpty())
        return Read::failure(error);
    const Result<ReadyRequest> ready = prepare(request);
    if (!ready)
        return Read::failure(ready.error);
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
    if (!parser.isSet(u"no-tls"_s)) {
        const Result<TrustFiles> trust = trustFilesIn(trustFolder(), QProcessEnvironment::systemEnvironment());
        if (!trust)
            return Read::failure(trust.error);
        settings.trust = *trust;
        settings.options.authority = std::make_shared<const Authority>(trust->authority);
    }
    settings.options.port = quint16(*port);
    settings.options.connection = connectionOptions(ready->request);
    settings.options.connection.wait.connectMs = kWatchConnectMs;
    settings.options.tls = [ready = *ready] { return tlsConfiguration(ready); };
    settings.options.bodyLimit = ready->request.bodyLimit;
    return settings;
}

/// How a program is pointed at the proxy.
QByteArray pointersText(const WatchAddress &address, const QList<WatchVariable> &variables, bool opensTls)
{
    QStringList lines{u"# Hopscope watches what comes to this proxy, which is reached from this machine only. Ctrl+C "
                      "stops it."_s,
                      u"# HTTP proxy:   "_s + address.url(), u"# SOCKS5 proxy: "_s + address.url("socks5h"_L1),
                      opensTls ? u"# https is opened: programs have to trust the authority of these variables."_s
                               : u"# https is not opened: only names, sizes and times are shown."_s,
                      u"# A shell that has read these lines runs programs that are watched:"_s};
    for (const WatchVariable &variable : variables)
        lines.append(u"export %1=%2"_s.arg(variable.name, QString::fromUtf8(shellWord(variable.value.toUtf8()))));
    return (lines.join(u'\n') + u'\n').toUtf8();
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
    Watch watch(settings->options, {.fallback = findClient(u"browser"_s), .always = settings->always.get()});
    if (const QString error = watch.start(); !error.isEmpty()) {
        printError(error);
        return kExitNetwork;
    }
    QObject::connect(&watch, &Watch::chainEnded, &watch, [&output](const Trace &trace) { output.add(trace); });
    const QProcessEnvironment system = QProcessEnvironment::systemEnvironment();
    const QList<WatchVariable> variables =
        watchVariables(watch.address(), settings->trust ? &*settings->trust : nullptr, system);
    int code = kExitOk;
    if (command.isEmpty()) {
        onInterrupt(&watch, [] { QCoreApplication::exit(); });
        code = print(pointersText(watch.address(), variables, settings->trust.has_value()));
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
