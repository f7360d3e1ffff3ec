// SPDX-License-Identifier: MIT
#include "class/qrcode.h"

#ifdef HOPSCOPE_QRCODE
#include <qrcodegen.hpp>
#endif

namespace hopscope
{

std::optional<QrPicture> qrPictureOf([[maybe_unused]] const QByteArray &text)
{
#ifdef HOPSCOPE_QRCODE
    try {
        const auto code = qrcodegen::QrCode::encodeText(text.constData(), qrcodegen::QrCode::Ecc::MEDIUM);
        QrPicture picture{.size = code.getSize(), .dark = {}};
        for (int y = 0; y < picture.size; ++y) {
            for (int x = 0; x < picture.size; ++x)
                picture.dark.append(code.getModule(x, y));
        }
        return picture;
    } catch (const std::length_error &) {
        return std::nullopt;
    }
#else
    return std::nullopt;
#endif
}

QStringList qrLines(const QrPicture &picture)
{
    QStringList lines;
    for (int y = -kQuietModules; y < picture.size + kQuietModules; y += 2) {
        QString line;
        for (int x = -kQuietModules; x < picture.size + kQuietModules; ++x) {
            const bool upper = picture.isDark(x, y);
            const bool lower = picture.isDark(x, y + 1);
            line += upper && lower ? u'\u2588' : upper ? u'\u2580' : lower ? u'\u2584' : u' ';
        }
        lines.append(line);
    }
    return lines;
}

} // namespace hopscope
