// SPDX-License-Identifier: MIT
#include "text/boundedread.h"

#include <QFile>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kPieceBytes = 4 * 1024 * 1024;
constexpr qint64 kMebibyte = 1024 * 1024;

QString sizeText(qint64 bytes)
{
    return bytes % kMebibyte == 0 ? u"%1 MiB"_s.arg(bytes / kMebibyte) : u"%1 bytes"_s.arg(bytes);
}

} // namespace

Result<QByteArray> readAtMost(QIODevice &device, const QString &name, qint64 limit)
{
    QByteArray content;
    bool tooLarge = !device.isSequential() && device.size() > limit;
    while (!tooLarge) {
        const QByteArray piece = device.read(std::min(kPieceBytes, limit + 1 - content.size()));
        if (piece.isEmpty())
            break;
        content += piece;
        tooLarge = content.size() > limit;
    }
    if (tooLarge)
        return Result<QByteArray>::failure(
            u"%1 is larger than %2, the most that is read; name another file"_s.arg(name, sizeText(limit)));
    const auto *file = qobject_cast<const QFileDevice *>(&device);
    if (file && file->error() != QFileDevice::NoError)
        return Result<QByteArray>::failure(u"%1 cannot be read (%2); check the name"_s.arg(name, device.errorString()));
    return content;
}

Result<QByteArray> readFile(const QString &path, qint64 limit)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Result<QByteArray>::failure(u"%1 cannot be read (%2); check the name"_s.arg(path, file.errorString()));
    return readAtMost(file, path, limit);
}

} // namespace hopscope
