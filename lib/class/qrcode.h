// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <optional>

namespace hopscope
{

/// A QR code (ISO/IEC 18004): a square of `size` times `size` modules, without the quiet zone.
struct QrPicture {
    int size = 0;
    QList<bool> dark; ///< row by row

    bool isDark(int x, int y) const { return x >= 0 && y >= 0 && x < size && y < size && dark.at(y * size + x); }
    bool operator==(const QrPicture &) const = default;
};

/// Light modules around the code (ISO/IEC 18004: quiet zone).
inline constexpr int kQuietModules = 4;

/// nullopt where the text is too long, and in a program that was built without qrcodegen.
std::optional<QrPicture> qrPictureOf(const QByteArray &text);
/// As lines of half blocks, two rows of modules a line, with the quiet zone; dark modules are drawn.
QStringList qrLines(const QrPicture &picture);

} // namespace hopscope
