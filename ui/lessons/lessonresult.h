// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QFrame>

#include <functional>

class QLabel;
class QPlainTextEdit;

namespace hopscope
{

struct LessonHtml;
class LessonParts;
class LessonReal;
class LessonSession;

/// What a lesson shows of its requests: the bytes on the wire as they go, and after Reveal the verdict of each part,
/// why, and what to remember.
class LessonResult : public QFrame
{
    Q_OBJECT

public:
    /// The session outlives it; after Reveal the lesson is played in a browser that is chosen here.
    explicit LessonResult(LessonSession *session, QWidget *parent = nullptr);

    /// Hides itself, with nothing left in it.
    void clear();
    /// The bytes so far.
    void showWire(const LessonSession &session);
    /// After Reveal. In large type, which is that of a class, hands stand in the place of a score.
    void showVerdict(const LessonSession &session, const LessonParts &parts, const LessonHtml &html);
    /// The font of the bytes, made of the application's.
    void setWireFont(const std::function<QFont(const QFont &)> &make);
    /// What comes into view first.
    QWidget *top() const;
    /// From top to bottom.
    QList<QWidget *> tabStops() const;

Q_SIGNALS:
    void inspectRequested(const hopscope::Trace &trace);
    void tabStopsChanged();

private:
    void addInspectButtons();
    void showReal();

    LessonSession *m_session;
    QLabel *m_chips;
    QLabel *m_score;
    QPlainTextEdit *m_wire;
    QLabel *m_reasons;
    QWidget *m_inspect;
    LessonReal *m_real;
    QLabel *m_after;
    bool m_isLarge = false;
};

} // namespace hopscope
