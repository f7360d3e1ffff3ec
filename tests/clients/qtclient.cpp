// SPDX-License-Identifier: MIT
// Sends one request with a bare QNetworkAccessManager that follows redirects by itself, so that measure.py can record
// what Qt does. usage: qtclient --version | --default|--nolesssafe|--sameorigin METHOD URL [BODY|-] ['Name: value']...
// "-" means no body. Prints how it ended.
#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace
{

constexpr int kTimeoutMs = 20'000;

QNetworkReply *send(QNetworkAccessManager &manager, const QNetworkRequest &request, const QByteArray &method,
                    const QByteArray &body)
{
    if (method == "GET")
        return manager.get(request);
    if (method == "HEAD")
        return manager.head(request);
    if (method == "POST")
        return manager.post(request, body);
    if (method == "PUT")
        return manager.put(request, body);
    if (method == "DELETE" && body.isEmpty())
        return manager.deleteResource(request);
    return manager.sendCustomRequest(request, method, body);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList args = QCoreApplication::arguments();
    if (args.size() == 2 && args.at(1) == "--version"_L1) {
        std::puts(qVersion());
        return 0;
    }
    if (args.size() < 4)
        return 2;
    QNetworkRequest request(QUrl::fromEncoded(args.at(3).toUtf8()));
    for (qsizetype i = 5; i < args.size(); ++i) {
        const qsizetype colon = args.at(i).indexOf(u':');
        request.setRawHeader(args.at(i).left(colon).toLatin1(), args.at(i).mid(colon + 1).trimmed().toLatin1());
    }
    const QByteArray body = args.size() > 4 && args.at(4) != "-"_L1 ? args.at(4).toUtf8() : QByteArray();
    QNetworkAccessManager manager;
    if (args.at(1) == "--sameorigin"_L1)
        manager.setRedirectPolicy(QNetworkRequest::SameOriginRedirectPolicy);
    if (args.at(1) == "--nolesssafe"_L1)
        manager.setRedirectPolicy(QNetworkRequest::NoLessSafeRedirectPolicy);
    QNetworkReply *reply = send(manager, request, args.at(2).toLatin1(), body);
    QObject::connect(reply, &QNetworkReply::sslErrors, reply, [reply] { reply->ignoreSslErrors(); });
    QObject::connect(reply, &QNetworkReply::finished, qApp, &QCoreApplication::quit);
    QTimer::singleShot(kTimeoutMs, qApp, [] { QCoreApplication::exit(1); });
    const int code = QCoreApplication::exec();
    std::printf("status %d error %d url %s\n", reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                static_cast<int>(reply->error()), reply->url().toEncoded().constData());
    return code;
}
