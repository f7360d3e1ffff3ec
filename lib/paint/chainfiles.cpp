// SPDX-License-Identifier: MIT
#include "paint/chainfiles.h"

#include "paint/chainpicture.h"

#include <QBuffer>
#include <QFontInfo>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kWidth = 820;          ///< of SVG and PNG, in points of the picture
constexpr int kFontPixels = 13;      ///< so that the picture does not depend on the screen
constexpr int kPdfResolution = 96;   ///< points of the picture an inch
constexpr int kMaxPixels = 32'000;   ///< QImage and most viewers stop at 32,767
constexpr int kSharpPixels = 16'000; ///< taller pictures get one pixel a point
constexpr double kPageMargin = 12;   ///< millimetres

ChainStyle fileStyle()
{
    QFont font(QFontInfo(QFont()).family());
    font.setPixelSize(kFontPixels);
    ChainStyle style = chainStyle(lightColors(), font);
    for (QFont *each : {&style.font, &style.small, &style.mono})
        each->setHintingPreference(QFont::PreferNoHinting); // the widths have to be those of the printed text
    return style;
}

/// QSvgGenerator names one family only; a reader that lacks it needs to know of what kind it is.
QByteArray withGenericFamilies(QByteArray svg, const ChainStyle &style)
{
    const auto attribute = [](const QString &families) { return "font-family=\"" + families.toUtf8() + '"'; };
    const QString plain = style.font.family();
    const QString mono = style.mono.family();
    svg.replace(attribute(mono), attribute(mono + u", monospace"_s));
    return svg.replace(attribute(plain), attribute(plain + u", sans-serif"_s));
}

/// QSvgGenerator::setTitle() of Qt 6.4 writes its text as it is.
QByteArray withTitle(const QByteArray &svg, const QString &title)
{
    const qsizetype at = svg.indexOf("<desc>");
    return at < 0 ? svg : svg.left(at) + "<title>" + title.toHtmlEscaped().toUtf8() + "</title>\n" + svg.mid(at);
}

int heightOf(const QList<PictureBlock> &blocks)
{
    return blocks.last().top + blocks.last().height;
}

/// Where the pages begin, in points from the upper edge of the picture.
QList<int> pageTops(const QList<PictureBlock> &blocks, int pageHeight)
{
    QList<int> tops{0};
    for (const PictureBlock &block : blocks) {
        if (block.top + block.height - tops.last() > pageHeight && block.top > tops.last())
            tops.append(block.top);
        while (block.top + block.height - tops.last() > pageHeight)
            tops.append(tops.last() + pageHeight);
    }
    return tops;
}

void paintPages(QPdfWriter &writer, QPainter &painter, const Trace &trace)
{
    const ChainStyle style = fileStyle();
    const ChainPicture picture = chainPicture(trace);
    const QList<PictureBlock> blocks = pictureBlocks(picture, style, writer.width());
    QList<int> tops = pageTops(blocks, writer.height());
    for (qsizetype page = 0; page < tops.size(); ++page) {
        if (page > 0)
            writer.newPage();
        const int end = page + 1 < tops.size() ? tops[page + 1] : heightOf(blocks);
        painter.save();
        painter.setClipRect(0, 0, writer.width(), end - tops[page] - 1);
        painter.translate(0, -tops[page]);
        paintChain(painter, picture, style, writer.width());
        painter.restore();
    }
}

} // namespace

QByteArray writeSvg(const Trace &trace)
{
    const ChainStyle style = fileStyle();
    const ChainPicture picture = chainPicture(trace);
    const QSize size(kWidth, heightOf(pictureBlocks(picture, style, kWidth)));
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(kPdfResolution);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    QPainter painter(&generator);
    painter.fillRect(QRect(QPoint(), size), QColor(style.colors->window));
    paintChain(painter, picture, style, kWidth);
    painter.end();
    return withTitle(withGenericFamilies(buffer.data(), style), picture.title);
}

QByteArray writePng(const Trace &trace)
{
    const ChainStyle style = fileStyle();
    const ChainPicture picture = chainPicture(trace);
    const int height = std::min(heightOf(pictureBlocks(picture, style, kWidth)), kMaxPixels);
    const int scale = 2 * height <= kSharpPixels ? 2 : 1;
    QImage image(QSize(kWidth, height) * scale, QImage::Format_RGB32);
    image.fill(QColor(style.colors->window));
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintChain(painter, picture, style, kWidth);
    painter.end();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

QByteArray writePdf(const Trace &trace)
{
    return writePdfOfAll({trace});
}

QByteArray writePdfOfAll(const QList<Trace> &traces)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kPdfResolution);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(kPageMargin, kPageMargin, kPageMargin, kPageMargin), QPageLayout::Millimeter);
    writer.setTitle(traces.isEmpty() ? QString() : chainPicture(traces.first()).title);
    writer.setCreator(u"Hopscope " HOPSCOPE_VERSION ""_s);
    QPainter painter(&writer);
    for (qsizetype i = 0; i < traces.size(); ++i) {
        if (i > 0)
            writer.newPage();
        paintPages(writer, painter, traces[i]);
    }
    painter.end();
    return buffer.data();
}

} // namespace hopscope
