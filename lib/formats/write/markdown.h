// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace hopscope
{

/// The trace for a ticket: GitHub Flavored Markdown. What a server or a page wrote stands in code spans and fences
/// only, so that it makes no markup, link, mention or picture; in a table "|" is written \x7c.
QByteArray writeMarkdown(const Trace &trace);
/// The same, a chapter a trace.
QByteArray writeMarkdownOfAll(const QList<Trace> &traces);
/// A row of a table whose cells are texts, as inert as the rest.
QString markdownRow(const QStringList &texts);

} // namespace hopscope
