// SPDX-License-Identifier: MIT
#include "net/browser/installedclient.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

#include <memory>
#include <vector>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kVersionLimitMs = 10'000;

} // namespace

Result<QString> programOf(const RealClient &client)
{
    for (const QLatin1StringView file : client.files) {
        if (const QString path = QStandardPaths::findExecutable(QString(file)); !path.isEmpty())
            return path;
    }
    return Result<QString>::failure(notInstalledText(client));
}

QString notInstalledText(const RealClient &client)
{
    return u"%1 is not installed here: install it (on Debian the package %2), or choose %3, "
           "which imitates it."_s.arg(QString::fromUtf8(client.name), client.package, client.page);
}

QStringList versionArguments(const RealClient &client)
{
    if (client.module.isEmpty())
        return {u"--version"_s};
    return {u"-c"_s, u"from importlib.metadata import version; print(version('%1'))"_s.arg(client.module)};
}

QString versionIn(const QByteArray &output)
{
    static const QRegularExpression number(u"[0-9]+(\\.[0-9]+)+[a-z]*"_s);
    return number.match(QString::fromUtf8(output)).captured();
}

QStringList versionsOf(std::span<const RealClient> clients)
{
    std::vector<std::unique_ptr<QProcess>> asked;
    for (const RealClient &client : clients) {
        const Result<QString> program = programOf(client);
        asked.push_back(program ? std::make_unique<QProcess>() : nullptr);
        if (program)
            asked.back()->start(*program, versionArguments(client), QIODevice::ReadOnly);
    }
    QDeadlineTimer limit(kVersionLimitMs);
    QStringList versions;
    for (const std::unique_ptr<QProcess> &process : asked) {
        const bool hasAnswered = process && (process->waitForFinished(int(limit.remainingTime())) ||
                                             process->state() == QProcess::NotRunning);
        if (process && !hasAnswered) {
            process->kill();
            process->waitForFinished();
        }
        versions.append(hasAnswered ? versionIn(process->readAllStandardOutput()) : QString());
    }
    return versions;
}

QString versionOf(const RealClient &client)
{
    return versionsOf({&client, 1}).constFirst();
}

bool isInstalled(const RealClient &client)
{
    return isInstalled(client, client.module.isEmpty() ? QString() : versionOf(client));
}

bool isInstalled(const RealClient &client, const QString &version)
{
    return programOf(client) && (client.module.isEmpty() || !version.isEmpty());
}

QString installedText(const RealClient &client)
{
    return installedText(client, versionOf(client));
}

QString installedText(const RealClient &client, const QString &version)
{
    if (!isInstalled(client, version))
        return u"not installed"_s;
    return version.isEmpty() ? u"installed"_s : u"installed: %1"_s.arg(version);
}

} // namespace hopscope
