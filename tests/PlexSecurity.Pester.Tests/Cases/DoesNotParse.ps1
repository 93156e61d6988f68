Describe 'A file' {
    It 'lacks a closing brace' { 1 | Should -Be 1 }
