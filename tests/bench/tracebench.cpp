// SPDX-License-Identifier: MIT
#include "net/network.h"
#include "net/tracer.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <cstdio>
#include <sys/resource.h>

// usage: tracebench URL TRACES AT-ONCE [keep]
// Traces the URL so many times, so many at once; prints seconds of wall clock, seconds of processor time, hops and,
// with "keep", the bytes of memory that each stored hop takes.

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

double processorSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

struct Bench {
    Network network;
    ReadyRequest request;
    int toStart = 0;
    int running = 0;
    qint64 hops = 0;
    qint64 bodies = 0;
    bool keep = false;
    bool failed = false;
    QList<Trace> kept;

    void startOne();
    void end(const Trace &trace);
};

void Bench::startOne()
{
    --toStart;
    ++running;
    auto *const tracer = new Tracer(network, request, &network);
    QObject::connect(tracer, &Tracer::finished, &network, [this, tracer](const Trace &trace) {
        tracer->deleteLater();
        end(trace);
    });
    tracer->start();
}

void Bench::end(const Trace &trace)
{
    --running;
    hops += trace.hops.size();
    if (trace.outcome.kind != OutcomeKind::Final || trace.hops.isEmpty() || !trace.hops.last().response ||
        trace.hops.last().response->status != 200) {
        fprintf(stderr, "A trace failed: %s\n", qPrintable(trace.outcome.message));
        failed = true;
        QCoreApplication::exit(1);
        return;
    }
    for (const Hop &hop : trace.hops)
        bodies += hop.response->body.bytes.size();
    if (keep)
        kept.append(trace);
    if (toStart > 0)
        startOne();
    else if (running == 0)
        QCoreApplication::quit();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 4) {
        fprintf(stderr, "usage: tracebench URL TRACES AT-ONCE [keep]\n");
        return 2;
    }
    Bench bench;
    const Result<ReadyRequest> ready =
        prepare({.client = u"curl"_s, .url = arguments.at(1), .proxy = QUrl(u"none:"_s)});
    if (!ready) {
        fprintf(stderr, "%s\n", qPrintable(ready.error));
        return 2;
    }
    bench.request = *ready;
    bench.toStart = arguments.at(2).toInt();
    bench.keep = arguments.value(4) == u"keep"_s;
    const qint64 before = residentBytes();
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < arguments.at(3).toInt() && bench.toStart > 0; ++i)
        bench.startOne();
    QCoreApplication::exec();
    if (bench.failed)
        return 1;
    printf("%.3f %.3f %lld", double(clock.nsecsElapsed()) / 1e9, processorSeconds(), bench.hops);
    if (bench.keep)
        printf(" %lld", (residentBytes() - before - bench.bodies) / bench.hops);
    printf("\n");
    return 0;
}
