-- Opens a manifest with Neovim's own LSP client, applies an action, and writes down what a person would see.
local facts = vim.fn.json_decode(vim.fn.readfile(vim.env.JOBSWORTH_TEST))
local seen = { messages = {} }

local function wait(what, look)
  if vim.wait(20000, look, 20) then return end
  error('waited in vain for ' .. what)
end

local function run()
  vim.lsp.handlers['window/showMessage'] = function(_, result) table.insert(seen.messages, result.message) end
  vim.cmd('edit ' .. vim.fn.fnameescape(facts.file))
  vim.bo.filetype = 'yaml'
  local buffer = vim.api.nvim_get_current_buf()
  local id = vim.lsp.start_client({ name = 'jobsworth', cmd = facts.command, root_dir = facts.root })
  vim.lsp.buf_attach_client(buffer, id)
  wait('diagnostics', function() return #vim.diagnostic.get(buffer) > 0 end)
  seen.diagnostics = vim.tbl_map(function(found)
    return { line = found.lnum, column = found.col, severity = found.severity, source = found.source, code = found.code, message = found.message }
  end, vim.diagnostic.get(buffer))

  vim.api.nvim_win_set_cursor(0, { facts.line, 0 })
  local _, window = vim.diagnostic.open_float({ scope = 'line' })
  seen.float = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
  vim.api.nvim_win_close(window, true)

  vim.api.nvim_win_set_cursor(0, { facts.line, 4 })
  local place = vim.lsp.util.make_range_params()
  local hover = vim.lsp.buf_request_sync(buffer, 'textDocument/hover', { textDocument = place.textDocument, position = place.range.start }, 20000)
  seen.hover = hover[id].result
  local lenses = vim.lsp.buf_request_sync(buffer, 'textDocument/codeLens', { textDocument = place.textDocument }, 20000)
  seen.lenses = lenses[id].result

  -- Where a person stands who came to the line by its number.
  vim.api.nvim_win_set_cursor(0, { facts.line, 0 })
  place.range = vim.lsp.util.make_range_params().range
  place.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(buffer) }
  local actions = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', place, 20000)[id].result
  seen.actions = vim.tbl_map(function(action) return action.title end, actions)
  for _, action in ipairs(actions) do
    if action.title == facts.action then vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16') end
  end
  seen.buffer = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)

  -- An unsaved keystroke: the deadline goes in, and its finding goes away.
  local row = vim.fn.search('^spec:')
  vim.api.nvim_buf_set_lines(buffer, row, row, false, { '  activeDeadlineSeconds: 600' })
  local function codes()
    return vim.tbl_map(function(found) return found.code end, vim.diagnostic.get(buffer))
  end
  wait('the change', function() return not vim.tbl_contains(codes(), 'deadline-required') end)
  seen.after = codes()
  vim.lsp.stop_client(id)
  wait('the end', function() return vim.lsp.client_is_stopped(id) end)
end

local ok, fault = pcall(run)
if not ok then seen.fault = tostring(fault) end
vim.fn.writefile({ vim.fn.json_encode(seen) }, facts.out)
vim.cmd('qall!')
