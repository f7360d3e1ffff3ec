// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QDockWidget;

namespace hopscope
{

class LessonsPage;
struct WindowParts;

/// How the window is seen: size of text, theme, presentation, the class view of a lesson, the list of shortcuts.
class ViewController : public QObject
{
    Q_OBJECT

public:
    /// `parts` outlives this; its window is the parent.
    explicit ViewController(const WindowParts &parts);

    void connectLessons(LessonsPage *page);
    /// Opens a lesson (its id or file) in class view.
    void openLesson(const QString &lesson);
    bool isPresenting() const { return m_presenting; }
    /// Text of all windows, in steps from the system's size.
    void setZoom(int level);
    /// Full screen with large text.
    void setPresentation(bool on);
    /// Esc: hides the list of shortcuts if nothing else is to be stopped; true if the list had the focus.
    bool escape(bool isBusy);

private:
    void connectActions();
    void setClassView(bool on);
    void toggleShortcuts();

    const WindowParts &m_parts;
    QDockWidget *m_shortcuts = nullptr; ///< created when first asked for
    bool m_presenting = false;
    bool m_hadList = false; ///< of traces, before the class view
};

} // namespace hopscope
