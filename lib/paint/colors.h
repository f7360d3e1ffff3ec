// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>

namespace hopscope
{

/// Fill, border and text of a chip, badge or pill.
struct Tone {
    QRgb fill = 0;
    QRgb border = 0;
    QRgb text = 0;
};

/// Every colour of the program. Text on its background has a contrast of at least 4.5 to 1 (WCAG 2.1, 1.4.3).
struct Colors {
    bool dark = false;
    QRgb rail = 0;    ///< background of the navigation
    QRgb window = 0;  ///< background of bars
    QRgb surface = 0; ///< background of pages and cards
    QRgb header = 0;  ///< background of table headers and panel titles
    QRgb border = 0;
    QRgb line = 0; ///< between rows
    QRgb text = 0;
    QRgb muted = 0;
    QRgb accent = 0;
    QRgb onAccent = 0;
    QRgb selection = 0; ///< background of the selected card or row
    QRgb link = 0;
    QRgb mark = 0; ///< background of the changed parts of a URL
    Tone good;
    Tone warn;
    Tone bad;
    Tone info;
    Tone plain;
    Tone get;            ///< badge of methods that read
    Tone post;           ///< badge of methods that write
    QRgb phases[6] = {}; ///< dns, connect, tls, send, wait, receive
};

const Colors &lightColors();
const Colors &darkColors();
/// For those who need more: text has at least 7 to 1 (WCAG 2.1, 1.4.6), and what is filled elsewhere has a border here.
const Colors &contrastColors();

} // namespace hopscope
