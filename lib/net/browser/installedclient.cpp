// SPDX-License-Identifier: MIT
#include "net/browser/installedclient.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

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
    return Result<QString>::failure(
        u"%1 is not installed here: install it (on Debian the package %2), or choose %3, "
        "which imitates it."_s.arg(QString::fromUtf8(client.name), client.package, client.page));
}

QString versionOf(const RealClient &client)
{
    const Result<QString> program = programOf(client);
    if (!program)
        return {};
    QProcess process;
    process.start(*program, {u"--version"_s}, QIODevice::ReadOnly);
    if (!process.waitForFinished(kVersionLimitMs)) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    static const QRegularExpression number(u"[0-9]+(\\.[0-9]+)+[a-z]*"_s);
    return number.match(QString::fromUtf8(process.readAllStandardOutput())).captured();
}

QString installedText(const RealClient &client)
{
    if (!programOf(client))
        return u"not installed"_s;
    const QString version = versionOf(client);
    return version.isEmpty() ? u"installed"_s : u"installed: %1"_s.arg(version);
}

} // namespace hopscope
