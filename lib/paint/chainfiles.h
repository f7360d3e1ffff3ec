// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QByteArray>
#include <QList>

namespace hopscope
{

// The picture of a chain as a file, in light colours. A QGuiApplication has to be there.

QByteArray writeSvg(const Trace &trace);
/// Two pixels a point, or one where the picture would be too tall otherwise.
QByteArray writePng(const Trace &trace);
/// A4, as many pages as it takes; no card is cut by a page's end unless it is taller than a page.
QByteArray writePdf(const Trace &trace);
QByteArray writePdfOfAll(const QList<Trace> &traces);

} // namespace hopscope
