// SPDX-License-Identifier: MIT
#pragma once

#include "ui/window/pagestack.h"
#include "ui/window/session.h"
#include "ui/window/singleinstance.h"
#include "ui/window/windowparts.h"

#include <QMainWindow>

#include <memory>
#include <optional>

class QMimeData;

namespace hopscope
{

class InspectPage;

/// A window: its layout and its menus. What its pages do is in the rows of pages() and in the controllers; what it
/// shares with other windows is in the session.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// When the window gets its menus and pages: with fonts and controls they take longer than the window itself.
    enum class Contents { AtOnce, OncePainted };

    explicit MainWindow(Contents contents = Contents::AtOnce,
                        const std::shared_ptr<Session> &session = std::make_shared<Session>());
    ~MainWindow() override;

    /// FileController::openArguments() as soon as the contents have been painted for the first time: until then nothing
    /// else takes time.
    void openOnceShown(const QStringList &arguments) { m_toOpen = arguments; }
    /// Opens a lesson (its id or file) in class view as soon as the window has been painted.
    void openLessonOnceShown(const QString &lesson);
    /// What a later start of the program asks for; the window comes to the front.
    void take(const StartRequest &start);
    /// The open window that was used last; a new one if all are closed.
    MainWindow *frontmost();
    /// Another window for another trace; it deletes itself when it is closed.
    MainWindow *newWindow();

    Session &session() const { return *m_parts.session; }
    // What follows is there once the window has its contents.
    TraceController &tracing() const { return *m_parts.tracing; }
    FileController &files() const { return *m_parts.files; }
    ExportController &exports() const { return *m_parts.exports; }
    ViewController &view() const { return *m_parts.view; }
    /// Null until then.
    InspectPage *inspect() const;
    void showPage(int page) { m_parts.pages->showPage(page); }

Q_SIGNALS:
    /// The trace on the Inspect page is over.
    void traceEnded();
    /// Every row of the comparison that was asked for is filled.
    void compareEnded();
    /// Every client that was asked for has run.
    void clientsEnded();
    void traceFileOpened(bool ok);
    void traceFileSaved(bool ok);
    /// Copy as has put its text on the clipboard.
    void copied();
    /// The chain is about to be dragged out of the window.
    void dragReady(const QMimeData *mime);

protected:
    bool event(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void buildContents();
    void buildLayout();
    void buildStatusBar();
    void connectActions();
    void connectSession();
    void escape();
    void keepTabs();

    WindowParts m_parts;
    std::optional<QStringList> m_toOpen;
    QString m_lessonToOpen;
    qint64 m_usedAt = 0; ///< milliseconds since 1970; when it became the active window
};

} // namespace hopscope
