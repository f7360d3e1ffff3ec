// SPDX-License-Identifier: MIT
#include "ui/message/bodyimage.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgRenderer>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kLookedAt = 1024; ///< bytes in which an SVG has to show that it is one

/// First bytes of each kind, and the name of Qt's decoder for it.
struct Signature {
    QByteArrayView begin;
    const char *format;
};
constexpr Signature kSignatures[] = {
    {"\x89PNG\r\n\x1a\n", "png"}, {"\xff\xd8\xff", "jpeg"}, {"GIF87a", "gif"}, {"GIF89a", "gif"}, {"BM", "bmp"},
};

const char *formatOf(const QByteArray &bytes)
{
    for (const Signature &signature : kSignatures) {
        if (bytes.startsWith(signature.begin))
            return signature.format;
    }
    if (bytes.startsWith("RIFF") && bytes.sliced(0, std::min<qsizetype>(bytes.size(), 12)).endsWith("WEBP"))
        return "webp";
    if (bytes.startsWith(QByteArray("\0\0\1\0", 4)))
        return "ico";
    const QByteArray start = bytes.first(std::min(bytes.size(), kLookedAt));
    return start.trimmed().startsWith('<') && start.contains("<svg") ? "svg" : nullptr;
}

/// Entities can grow without end, and a reference could make Qt read a file of this computer.
bool isSelfContained(const QByteArray &svg)
{
    static const QRegularExpression outside(
        u"<!(DOCTYPE[^>]*\\[|ENTITY)|(href|src)\\s*=\\s*[\"']\\s*(?!#|data:)|url\\(\\s*[\"']?\\s*(?!#|data:)|@import"_s,
        QRegularExpression::CaseInsensitiveOption);
    return !outside.match(QString::fromUtf8(svg)).hasMatch();
}

Result<QImage> decodeSvg(const QByteArray &bytes, QSize most)
{
    if (bytes.size() > kMaxSvgBytes)
        return Result<QImage>::failure(u"The SVG is longer than %1 KiB: it is not drawn."_s.arg(kMaxSvgBytes / 1024));
    if (!isSelfContained(bytes))
        return Result<QImage>::failure(u"The SVG refers to something outside itself: it is not drawn."_s);
    QSvgRenderer renderer(bytes);
    const QSize size = renderer.defaultSize().scaled(most, Qt::KeepAspectRatio).boundedTo(most);
    if (!renderer.isValid() || size.isEmpty())
        return Result<QImage>::failure(u"The SVG cannot be read."_s);
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter);
    return image;
}

} // namespace

bool looksLikeImage(const QByteArray &bytes)
{
    return formatOf(bytes) != nullptr;
}

Result<QImage> decodeImage(const QByteArray &bytes, QSize most)
{
    const QByteArray format = formatOf(bytes);
    if (format.isEmpty())
        return Result<QImage>::failure(u"This is not a kind of picture that Hopscope can show."_s);
    if (bytes.size() > kMaxImageBytes)
        return Result<QImage>::failure(
            u"The picture is longer than %1 MiB: it is not drawn."_s.arg(kMaxImageBytes / (1024 * 1024)));
    if (format == "svg")
        return decodeSvg(bytes, most);
    QByteArray copy = bytes;
    QBuffer buffer(&copy);
    QImageReader reader(&buffer, format);
    reader.setDecideFormatFromContent(false);
    const QSize size = reader.size();
    if (qint64(size.width()) * size.height() > kMaxImagePixels)
        return Result<QImage>::failure(
            u"The picture has %1 × %2 pixels: it is not drawn."_s.arg(size.width()).arg(size.height()));
    if (size.isValid() && (size.width() > most.width() || size.height() > most.height()))
        reader.setScaledSize(size.scaled(most, Qt::KeepAspectRatio));
    const QImage image = reader.read();
    if (image.isNull())
        return Result<QImage>::failure(u"The picture cannot be read: %1."_s.arg(reader.errorString()));
    return image;
}

} // namespace hopscope
