// SPDX-License-Identifier: MIT
#pragma once

#include "net/server/loopbackserver.h"

#include <QImage>
#include <QSet>
#include <QUrl>
#include <QWidget>

constexpr int kTimeoutMs = 20'000;
/// An empty page has one ground colour and little else.
constexpr qsizetype kFewestColors = 40;

/// The first widget of type T below `window` with that accessible name; nullptr if there is none.
template <typename T>
T *named(const QWidget &window, const QString &accessibleName)
{
    const QList<T *> all = window.findChildren<T *>();
    for (T *widget : all) {
        if (widget->accessibleName() == accessibleName)
            return widget;
    }
    return nullptr;
}

inline qsizetype colorsIn(const QImage &image)
{
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); y += 2) {
        for (int x = 0; x < image.width(); x += 2)
            colors.insert(image.pixel(x, y));
    }
    return colors.size();
}

inline QUrl urlOf(const hopscope::LoopbackServer &server, const QString &path)
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(server.ports().value(0)).arg(path));
}
