// SPDX-License-Identifier: MIT
#pragma once

#include "ui/request/bodydraft.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace hopscope
{

class PairEditor;

/// Writes a body: the kind of body, an editor for it, and its Content-Type.
class BodyEditor : public QWidget
{
    Q_OBJECT

public:
    explicit BodyEditor(QWidget *parent = nullptr);

    void setDraft(const BodyDraft &draft);
    const BodyDraft &draft() const { return m_draft; }
    /// A Content-Type among the header fields wins over the one here; empty: there is none.
    void setTypeInHeaders(const QString &type);

Q_SIGNALS:
    void changed();

private:
    QWidget *textPage();
    QWidget *filePage();
    void connectAll();
    void setMode(int mode);
    void setText(const QString &text);
    void setType(const QString &type);
    void chooseFile();
    void format();
    void showState();
    void change();

    BodyDraft m_draft;
    QString m_typeInHeaders;
    QComboBox *m_mode;
    QLabel *m_typeLabel;
    QComboBox *m_type;
    QPlainTextEdit *m_text;
    QLabel *m_state;
    QPushButton *m_format;
    PairEditor *m_fields;
    PairEditor *m_parts;
    QLineEdit *m_file;
    QStackedWidget *m_pages;
    bool m_filling = false;
};

} // namespace hopscope
