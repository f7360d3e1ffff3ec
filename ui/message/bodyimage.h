// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QByteArray>
#include <QImage>

namespace hopscope
{

/// A picture with more is not decoded: a small file can hold one that fills the memory.
inline constexpr qint64 kMaxImagePixels = 40'000'000;
inline constexpr qsizetype kMaxImageBytes = 16 * 1024 * 1024;
inline constexpr qsizetype kMaxSvgBytes = 512 * 1024;

/// True if the bytes begin as a picture does that decodeImage() knows: PNG, JPEG, GIF, WebP, BMP, ICO, SVG.
bool looksLikeImage(const QByteArray &bytes);

/// The picture in a body, not larger than `most`; of an animation the first one. An SVG that refers to anything outside
/// of itself is refused. The error is one sentence.
Result<QImage> decodeImage(const QByteArray &bytes, QSize most);

} // namespace hopscope
