// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QByteArray>
#include <QList>

namespace hopscope
{

/// The trace as one HTML file that needs no other: picture of the chain, findings, and for each hop its ledger, both
/// messages, and the bytes on the wire. Light, dark and print. It has no script and no link to elsewhere, and its
/// content security policy allows nothing but its own style. It is well-formed XML, too.
QByteArray writeHtml(const Trace &trace);
/// The same, an article a trace.
QByteArray writeHtmlOfAll(const QList<Trace> &traces);

/// A page with the style of all of ours, and `rules` behind it; `title` and `body` are HTML.
QByteArray htmlPage(const QString &title, const QString &body, const QString &rules = {});

} // namespace hopscope
