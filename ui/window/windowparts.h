// SPDX-License-Identifier: MIT
#pragma once

#include "ui/window/actions.h"

#include <memory>

class QMainWindow;

namespace hopscope
{

class AuditController;
class ClientsController;
class CompareController;
class ExportController;
class FileController;
class NavRail;
class PageStack;
class Session;
class StatusMessages;
class TraceController;
class ViewController;
class WatchController;

/// What one window is made of, for those parts that use each other and for the rows of pages(). Filled while the window
/// is built; what is not a widget of the layout belongs to the window.
struct WindowParts {
    std::shared_ptr<Session> session;
    QMainWindow *window = nullptr;
    Actions actions{};
    NavRail *rail = nullptr;
    PageStack *pages = nullptr;
    StatusMessages *messages = nullptr;
    ViewController *view = nullptr;
    TraceController *tracing = nullptr;
    CompareController *comparing = nullptr;
    ClientsController *clients = nullptr;
    AuditController *auditing = nullptr;
    WatchController *watching = nullptr;
    FileController *files = nullptr;
    ExportController *exports = nullptr;
};

} // namespace hopscope
