// SPDX-License-Identifier: MIT
#pragma once

#include "formats/formats.h"
#include "trace/trace.h"

namespace hopscope
{

/// How a trace ended, in one sentence for the status bar.
QString endingText(const Trace &trace);
/// The same in a word: the last status, "timeout"; for a trace with requests.
QString endOf(const Trace &trace);
/// The same where the chain stands beside it: what the last card says is not said again.
QString endingBesideChain(const Trace &trace);
/// For a URL or path within a sentence: it runs from left to right, also where the sentence does not.
QString leftToRight(const QString &text);
/// An error of the library, which the command line puts behind its name, as a sentence by itself. What may be the name
/// of a file stays as it is.
QString sentenceOf(QString error);
/// The chain as plain text, one line a hop.
QString chainText(const QList<Hop> &hops);
/// The name of the client profile with this id; the id itself for an unknown one.
QString clientTitle(const QString &id);
/// "HTTP Archive"
QString formatTitle(const Format &format);
/// What a client that follows sends next: "Next, Browser (Fetch) sends GET http://a/, without the body of 24 B."
QString nextRequestText(const QString &client, const Redirect &redirect);
/// Name, version and licence as HTML.
QString aboutHtml();

} // namespace hopscope
