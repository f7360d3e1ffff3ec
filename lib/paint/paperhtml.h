// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/lesson.h"

namespace hopscope
{

/// The parts of papers, as HTML that browsers and QTextDocument both understand. The bytes are those of computed plays,
/// which are what goes over the wire but for ports that are in use.
QString goalsHtml(const Lesson &lesson);
QString paragraphsHtml(const Scenario &scenario, const QList<Paragraph> &paragraphs);
/// What the user asks for, one request after the other.
QString requestsHtml(const Lesson &lesson);
/// How to ask for the same with curl, and where the servers come from.
QString curlHtml(const Lesson &lesson);
/// A table for what is sent: empty rows to fill, or the requests of the lesson's client.
QString emptyTableHtml(const Lesson &lesson);
QString filledTableHtml(const Lesson &lesson);
/// What is asked, with a box before each option; `isAnswered` marks the right one, and says why.
QString questionsHtml(const Lesson &lesson, bool isAnswered);
/// Lines to write bytes down on.
QString spaceHtml();
/// Every request and response of each client that the lesson asks about.
QString bytesHtml(const Lesson &lesson);
/// What a teacher has besides; without `all` what is for everybody.
QString sectionsHtml(const Lesson &lesson, bool all);

/// The bytes of the requests and responses of a visit; what no server saw is in brackets.
QByteArray bytesOfVisit(const Trace &visit);
/// A curl command for a visit that shows what is sent and received, and follows redirects.
QByteArray curlFor(const Scenario &scenario, const ScenarioVisit &visit);

} // namespace hopscope
