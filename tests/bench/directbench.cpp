// SPDX-License-Identifier: MIT
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <cstdio>
#include <functional>
#include <sys/resource.h>

// usage: directbench URL CHAINS AT-ONCE
// QNetworkAccessManager alone, without the relay, following each Location by hand: what the relay is compared with.
// Prints seconds of wall clock, seconds of processor time and hops, as tracebench does.

namespace
{

double processorSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4)
        return 2;
    const QUrl first(arguments.at(1));
    int toStart = arguments.at(2).toInt();
    int running = 0;
    int hops = 0;
    QNetworkAccessManager manager;
    manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    std::function<void(const QUrl &)> get;
    const std::function<void()> startOne = [&] {
        if (toStart-- > 0) {
            ++running;
            get(first);
        }
    };
    get = [&](const QUrl &url) {
        QNetworkReply *reply = manager.get(QNetworkRequest(url));
        QObject::connect(reply, &QNetworkReply::finished, &app, [&, reply] {
            reply->deleteLater();
            ++hops;
            const QUrl location = reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
            if (!location.isEmpty()) {
                get(reply->url().resolved(location));
                return;
            }
            startOne();
            if (--running == 0)
                QCoreApplication::quit();
        });
    };
    QElapsedTimer clock;
    clock.start();
    const double before = processorSeconds();
    const int atOnce = arguments.at(3).toInt();
    for (int i = 0; i < atOnce; ++i)
        startOne();
    QCoreApplication::exec();
    std::printf("%.3f %.3f %d\n", double(clock.nsecsElapsed()) / 1e9, processorSeconds() - before, hops);
    return 0;
}
