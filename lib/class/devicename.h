// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/scenario.h"

#include <QByteArray>
#include <QString>

namespace hopscope
{

/// What a User-Agent says of device and browser: "Firefox 128.0 on Android 14". Text of a stranger, cut to a line.
struct DeviceName {
    QString browser;
    QString version;
    QString system; ///< empty: not said

    bool operator==(const DeviceName &) const = default;
};

DeviceName deviceNameOf(const QByteArray &userAgent);
/// In one text, in the language of the program.
QString deviceText(const DeviceName &name);

/// The id of the client that predicts such a browser in the scenario: a row of the table that names clients by their
/// User-Agent, that for scripts where the first visit is one of a script. "browser" where the table has none.
QString deviceClientOf(const QByteArray &userAgent, const Scenario &scenario);

} // namespace hopscope
