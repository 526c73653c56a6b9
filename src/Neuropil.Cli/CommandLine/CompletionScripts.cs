namespace Neuropil.Cli;

/// <summary>What shells run to complete a line: they ask the command itself, which knows its verbs; where it knows nothing, files are completed.</summary>
internal static class CompletionScripts
{
    private const string Bash =
        """
        # bash completion of neuropil: put it into ~/.bashrc as  eval "$(neuropil completion bash)"
        _neuropil() {
            local IFS=$'\n'
            COMPREPLY=()
            case "$2" in */* | .* | '~'*) return ;; esac
            COMPREPLY=($("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null))
            local keep=() word
            for word in "${COMPREPLY[@]}"; do
                [[ $word == "$2"* ]] && keep+=("$word")
            done
            COMPREPLY=("${keep[@]}")
        }
        complete -o default -F _neuropil neuropil

        """;

    private const string Zsh =
        """
        #compdef neuropil
        # zsh completion of neuropil: put it into ~/.zshrc, below compinit, as  eval "$(neuropil completion zsh)"
        _neuropil() {
            local -a words_of
            words_of=("${(@f)$("${words[1]}" "[suggest:${#${LBUFFER}}]" "$BUFFER" 2>/dev/null)}")
            words_of=(${words_of:#})
            (( ${#words_of} )) && compadd -- "${words_of[@]}"
            _files
        }
        compdef _neuropil neuropil

        """;

    private const string Fish =
        """
        # fish completion of neuropil: save it as ~/.config/fish/completions/neuropil.fish
        function __neuropil_complete
            set -l line (commandline -cp)
            neuropil "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c neuropil -a '(__neuropil_complete)'

        """;

    private const string PowerShell =
        """
        # PowerShell completion of neuropil: put it into $PROFILE as  neuropil completion powershell | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName neuropil -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $line = $commandAst.ToString().PadRight($cursorPosition)
            neuropil "[suggest:$cursorPosition]" "$line" | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;

    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "powershell"];

    public static string? For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "powershell" or "pwsh" => PowerShell,
        _ => null,
    };
}
